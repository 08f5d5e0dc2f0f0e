def offset_text(offset):
    """Return an offset in minutes as hours and minutes."""
    hours, minutes = divmod(abs(offset), 60)
    return f"{-hours if offset < 0 else hours}h{minutes}"
