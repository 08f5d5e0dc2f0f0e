def area(xs, ys):
    """Return twice the area of a polygon, whose corners lie on a grid."""
    corners = list(zip(xs, ys))
    following = corners[1:] + corners[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(corners, following)))
