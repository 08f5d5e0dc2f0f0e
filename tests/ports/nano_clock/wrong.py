def nanos(seconds: int, nanos: int) -> int:
    """Return a time of seconds and nanoseconds in nanoseconds."""
    return seconds * 1_000_000_000 + nanos
