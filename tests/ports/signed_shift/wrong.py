def tile_of(coordinate):
    """Return the tile, 16 units wide, in which a coordinate lies."""
    return int(coordinate / 16)
