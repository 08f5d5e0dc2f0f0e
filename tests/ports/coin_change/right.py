INT_MAX = 2**31 - 1
INT_MIN = -(2**31)


def _increment(n):
    return INT_MIN if n == INT_MAX else n + 1


def fewest_coins(coins, amount):
    """Return the fewest coins for an amount modulo 50, in 32-bit integers."""
    target = amount % 50
    fewest = [0] + [INT_MAX] * target
    for total in range(1, target + 1):
        for coin in coins:
            if 0 < coin <= total:
                fewest[total] = min(fewest[total], _increment(fewest[total - coin]))
    return fewest[target]
