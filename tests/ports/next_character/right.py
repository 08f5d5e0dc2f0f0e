def successor(c):
    """Return the UTF-16 unit after the given one."""
    return chr((ord(c) + 1) & 0xFFFF)
