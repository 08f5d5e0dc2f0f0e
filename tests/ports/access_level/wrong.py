def rights(level):
    """Return the rights of a level; every level includes the lower ones."""
    kind = level % 4
    if kind == 3:
        return "admin "
    elif kind == 2:
        return "write "
    elif kind == 1:
        return "read"
    return "none"
