def turned(heading: float, turn: float) -> float:
    """Return the heading of a ship in degrees after it has turned."""
    return (heading + turn) % 360.0
