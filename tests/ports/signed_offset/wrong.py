def read_offset(hours):
    """Format an offset with its sign and read it back, 0 if unreadable."""
    text = f"{hours:+d}"
    return int(text) if text.lstrip("-").isdigit() else 0
