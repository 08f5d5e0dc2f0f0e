def lowest_bid(bids):
    """Return the lowest bid above zero, or the largest int."""
    return min((bid for bid in bids if bid > 0), default=2**31 - 1)
