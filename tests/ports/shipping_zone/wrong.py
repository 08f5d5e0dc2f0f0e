def zone(grams, distance):
    """Return the zone of a parcel by its weight and distance."""
    zone = 3
    if distance < 50:
        if grams < 20: zone = 1
        else: zone = 2
        return zone
