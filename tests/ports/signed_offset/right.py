import re


def read_offset(hours):
    """Format an offset with its sign and read it back, 0 if unreadable."""
    text = f"{hours:+d}"
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else 0
