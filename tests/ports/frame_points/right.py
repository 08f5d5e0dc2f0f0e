def points(throws):
    """Return the points of a bowling frame and of the throws that follow."""
    first, second, third = [*(pins % 11 for pins in throws[:3]), 0, 0, 0][:3]
    counts_on = first == 10 or first + second == 10
    return first + second + (third if counts_on else 0)
