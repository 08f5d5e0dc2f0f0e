from bridge.javaops import idiv, irem


def shares(cents):
    """Split a bill among three; what is left over goes to the last one."""
    parts = [idiv(cents, 3)] * 3
    parts[0] += irem(cents, 3)
    return parts
