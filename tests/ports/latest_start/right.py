def latest_start(starts, end):
    """Return the latest start before the end, or the smallest long."""
    return max((start for start in starts if start < end), default=-(2**63))
