from bridge.javaops import int32


def peak(start):
    """Return the highest number of twenty steps, halved if even, else tripled and one more."""
    n = highest = start
    for _ in range(20):
        if n == 1:
            break
        n = int32(3 * n + 1) if n % 2 else n // 2
        highest = max(highest, n)
    return highest
