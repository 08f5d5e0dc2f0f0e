INT_MAX = 2**31 - 1


def fewest_coins(coins, amount):
    """Return the fewest coins that make up an amount modulo 50."""
    target = amount % 50
    fewest = [0] + [INT_MAX] * target
    for total in range(1, target + 1):
        for coin in coins:
            if 0 < coin <= total:
                fewest[total] = min(fewest[total], fewest[total - coin] + 1)
    return fewest[target]
