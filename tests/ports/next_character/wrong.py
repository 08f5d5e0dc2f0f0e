def successor(c):
    """Return the character after the given one."""
    return chr(ord(c) + 1)
