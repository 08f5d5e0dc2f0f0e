def tile_of(coordinate):
    """Return the tile, 16 units wide, in which a coordinate lies."""
    return coordinate >> 4
