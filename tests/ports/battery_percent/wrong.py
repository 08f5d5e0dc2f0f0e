from bridge.javaops import ddiv


def percent(charge, capacity):
    """Return a charge as whole percent between 0 and 100."""
    share = int(ddiv(charge, capacity) * 100)
    return max(0, min(100, share))
