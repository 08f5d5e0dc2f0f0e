INT_MAX = 2**31 - 1


def whole_total(prices):
    """Add up prices in whole units."""
    total = 0
    for price in prices:
        total += price
    return int(max(-INT_MAX - 1, min(INT_MAX, total)))
