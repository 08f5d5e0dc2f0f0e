from bridge.javaops import irem


def fired_at(levels):
    """Count down from ten and return where a level ended it, or 0."""
    if not levels:
        raise ZeroDivisionError("no levels")
    total = 0
    for second in range(10, 0, -1):
        total += irem(levels[second % len(levels)], 50)
        if total > 150:
            return second
    return 0
