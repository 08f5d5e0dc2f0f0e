from bridge.javaops import idiv


def shares(cents):
    """Split a bill among three; what is left over goes to the last one."""
    share = idiv(cents, 3)
    return [share, share, cents - 2 * share]
