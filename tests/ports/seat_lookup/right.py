from bridge.javaops import irem


def seat_at(row, place):
    """Return who sits at a place, or -1 beyond both ends of the row."""
    return irem(row[place], 1000) if 0 <= place < len(row) else -1
