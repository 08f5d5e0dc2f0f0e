def turned(ring, steps):
    """Return the values of a ring, turned to the right."""
    n = len(ring)
    return [ring[(i - steps) % n] for i in range(n)]
