def _int32(n):
    return (n + 2**31) % 2**32 - 2**31


def peak(start):
    """Return the highest number of twenty steps, halved if even, else tripled and one more."""
    n = highest = start
    for _ in range(20):
        if n == 1:
            break
        n = n // 2 if n % 2 == 0 else _int32(3 * n - 1)
        highest = max(highest, n)
    return highest
