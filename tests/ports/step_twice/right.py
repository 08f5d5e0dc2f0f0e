def step(counter):
    """Add a counter before and after stepping it twice, in 32 bits."""
    return (2 * counter + 2 + 2**31) % 2**32 - 2**31
