def next_seed(seed):
    """Advance a 64-bit linear congruential generator by one step."""
    value = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return value - 2**64 if value >= 2**63 else value
