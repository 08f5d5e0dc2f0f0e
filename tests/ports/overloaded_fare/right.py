def fare(zones, and_back=True):
    """Return the price of a single or return trip."""
    return (2 if and_back else 1) * zones * 250
