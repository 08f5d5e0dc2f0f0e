def side_label(metres: int) -> str:
    """Say how far to which side something is."""
    side = "left" if metres < 0 else "right"
    return f"{abs(metres)} m {side}"
