import math


def _log(x):
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


def entropy(shares):
    """Return the entropy of a distribution in bits; NaN where a share is 0."""
    total = 0.0
    for share in shares:
        total -= share * (_log(share) / math.log(2))
    return total
