def half_price(prices):
    """Return half of every price, rounded to whole cents."""
    return [round(price * 50) / 100 for price in prices]
