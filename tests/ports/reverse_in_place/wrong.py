def reverse(values):
    """Reverse a list."""
    values = values[::-1]
    return values
