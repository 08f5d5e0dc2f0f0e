def encode(value):
    """Encode a number, a flag or a text."""
    if isinstance(value, int):
        return "i" + str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "'" + value + "'"
