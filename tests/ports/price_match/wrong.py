def matches(tenths):
    """Tell whether tenths of a unit add up to a price."""
    total = tenths * 0.1
    return total == tenths / 10
