def left(start, blows):
    """Return the hit points that are left after blows, each half as strong again."""
    points = start
    for blow in blows:
        if blow <= 0:
            continue            # missed
        points -= blow * 1.5
        if points <= 0:
            return 0
    return points
