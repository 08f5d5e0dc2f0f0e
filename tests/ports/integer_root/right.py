def _int32(n):
    return (n + 2**31) % 2**32 - 2**31


def integer_root(n):
    """Return the root found by bisection with 32-bit squares."""
    low, high = 0, min(max(n, 0), 100000)
    while low < high:
        mid = (low + high + 1) // 2
        if _int32(mid * mid) <= n:
            low = mid
        else:
            high = mid - 1
    return low
