def square(column, row):
    """Return the name of a square of a chess board."""
    name = []
    name.append(chr(ord("a") + (column & 7)))
    name.append(str((row & 7) + 1))
    return "".join(name)
