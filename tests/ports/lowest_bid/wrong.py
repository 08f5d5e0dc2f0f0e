import sys


def lowest_bid(bids):
    """Return the lowest bid above zero."""
    lowest = sys.maxsize
    for bid in bids:
        if bid > 0 and bid < lowest:
            lowest = bid
    return lowest
