def distance(x, y, to_x, to_y):
    """Return the blocks between two corners of a city and the tens of minutes they take."""
    blocks = abs(to_x - x + to_y - y)
    return [blocks, blocks * 3 // 10]
