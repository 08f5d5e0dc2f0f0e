def ruler(width):
    """Return a line of up to nine dashes."""
    count = abs(width) % 10
    return "-" * (-count if width < 0 else count)
