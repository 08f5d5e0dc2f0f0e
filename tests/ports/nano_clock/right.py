def nanos(seconds: int, nanos: int) -> int:
    """Return a time of seconds and nanoseconds in nanoseconds, in 64 bits."""
    low = (seconds * 1_000_000_000 + nanos) & (1 << 64) - 1
    return low - (1 << 64) if low >> 63 else low
