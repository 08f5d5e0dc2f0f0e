def fee(minutes):
    """Return the fee in cents: ten minutes are free, then each started half hour counts."""
    if minutes <= 10:
        return 0
    halves = -(-minutes // 30)
    return 2000 if halves > 8 else halves * 250
