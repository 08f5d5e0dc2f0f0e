def fare(zones, and_back=None):
    """Return the price of a single or return trip."""
    and_back = and_back or True
    return (2 if and_back else 1) * zones * 250
