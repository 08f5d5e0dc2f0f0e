def _int32(n):
    return (n + 2**31) % 2**32 - 2**31


def take(stock, parts):
    """Return the share of the first value and count the request."""
    try:
        q = abs(stock[0]) // abs(parts)
        return _int32(-q if (stock[0] < 0) != (parts < 0) else q)
    finally:
        stock[0] = _int32(stock[0] + 1)
