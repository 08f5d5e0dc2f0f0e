def integer_root(n):
    """Return the integer square root of n, found by bisection."""
    low, high = 0, min(max(n, 0), 100000)
    while low < high:
        mid = (low + high + 1) // 2
        if mid * mid <= n:
            low = mid
        else:
            high = mid - 1
    return low
