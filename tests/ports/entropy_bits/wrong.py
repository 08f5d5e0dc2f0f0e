from math import log


def entropy(shares):
    """Return the entropy of a distribution in bits."""
    return -sum(share * (log(share) / log(2)) for share in shares)
