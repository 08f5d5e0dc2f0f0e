def intensity(distance, exponent):
    """Return the intensity at a distance under a power law."""
    return distance**exponent
