from bridge.javaops import round_half_up


def half_price(prices):
    """Return half of every price, rounded to whole cents."""
    return [round_half_up(price * 50) / 100 for price in prices]
