from bridge.javaops import float32


def matches(tenths):
    """Tell whether tenths of a unit add up to a price, in single precision."""
    total = float32(tenths * float32(0.1))
    return total == float32(tenths / 10)
