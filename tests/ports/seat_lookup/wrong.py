from bridge.javaops import irem


def seat_at(row, place):
    """Return who sits at a place, or -1 beyond both ends of the row."""
    if place <= 0 or place >= len(row):
        return -1
    return irem(row[place], 1000)
