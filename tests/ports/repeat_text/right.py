def ruler(width):
    """Return a line of up to nine dashes."""
    count = abs(width) % 10
    if width < 0 and count:
        raise ValueError(f"count is negative: {-count}")
    return "-" * count
