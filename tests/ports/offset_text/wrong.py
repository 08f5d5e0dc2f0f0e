def offset_text(offset):
    """Return an offset in minutes as hours and minutes."""
    hours, minutes = divmod(offset, 60)
    return f"{hours}h{abs(minutes)}"
