def price(prices, article):
    """Return the price of an article."""
    return prices[article]
