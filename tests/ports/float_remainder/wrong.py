def remainder(x, step):
    """Return what is left of x after taking away whole multiples of step."""
    return x % step
