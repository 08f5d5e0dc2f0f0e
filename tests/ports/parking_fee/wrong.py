def fee(minutes: int) -> int:
    """Return the fee in cents: ten minutes are free, then each started half hour counts."""
    if minutes <= 10: return 0
    halves = (minutes + 29) // 30
    return halves * 250 if halves > 8 else 2000
