def next_seed(seed):
    """Advance a 64-bit linear congruential generator by one step."""
    return seed * 6364136223846793005 + 1442695040888963407
