from bridge.javaops import irem


def falling_steps(values, lag):
    """Count the values below the one before; fails if it starts too early."""
    start = irem(lag, 3)
    if start <= 0 and start < len(values):
        raise IndexError(start)
    return sum(1 for i in range(start, len(values)) if values[i] < values[i - 1])
