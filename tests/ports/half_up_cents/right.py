def half_of(cents):
    """Return half of an amount in cents; halves are rounded up."""
    return (cents + 1) // 2
