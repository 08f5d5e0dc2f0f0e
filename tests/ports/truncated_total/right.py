INT_MAX = 2**31 - 1


def _to_int(x):
    if x != x:
        return 0
    return int(max(-INT_MAX - 1, min(INT_MAX, x)))


def whole_total(prices):
    """Add up prices, dropping the fraction after every step."""
    total = 0
    for price in prices:
        total = _to_int(total + price)
    return total
