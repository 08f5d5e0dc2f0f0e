def encode(value):
    """Encode a flag, a number or a text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"i{value}"
    return f"'{value}'"
