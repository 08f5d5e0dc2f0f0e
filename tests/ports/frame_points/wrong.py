def points(throws):
    """Return the points of a bowling frame and of the throws that follow."""
    first = _pins(throws, 0)
    second = _pins(throws, 1)
    if first == 10:
        return 10 + second + _pins(throws, 2)
    return first + second


def _pins(throws, index):
    return throws[index] % 11 if index < len(throws) else 0
