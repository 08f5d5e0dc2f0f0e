def per_dozen(price, pieces):
    """Return the price of a full dozen."""
    return price / int(pieces / 12)
