def zone(grams, distance):
    """Return the zone of a parcel by its weight and distance."""
    if distance >= 50:
        return 3
    return 1 if grams < 20 else 2
