def square(x):
    """Return the square of x."""
    return x * x
