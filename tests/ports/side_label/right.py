def side_label(metres: int) -> str:
    """Say how far to which side something is, in 64 bits."""
    side = "left" if metres < 0 else "right"
    distance = metres if metres == -(2**63) else abs(metres)
    return f"{distance} m {side}"
