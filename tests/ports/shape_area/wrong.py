def area(xs, ys):
    """Return twice the area of a polygon, whose corners lie on a grid."""
    n = min(len(xs), len(ys))
    twice = 0
    for i in range(n):
        j = (i + 1) % n
        twice += xs[i] * ys[j] - xs[j] * ys[j]
    return abs(twice)
