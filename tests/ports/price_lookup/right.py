def price(prices, article):
    """Return the price of an article."""
    value = prices.get(article)
    if value is None:
        raise TypeError("no price")
    return value
