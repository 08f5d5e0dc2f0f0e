def reverse(values):
    """Reverse a list in place."""
    values.reverse()
