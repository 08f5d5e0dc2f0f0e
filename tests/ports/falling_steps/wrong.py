from bridge.javaops import irem


def falling_steps(values, lag):
    """Count the values below the one before."""
    count = 0
    i = irem(lag, 3)
    while i < len(values):
        if values[i] < values[i - 1]: count += 1
        i += 1
    return count
