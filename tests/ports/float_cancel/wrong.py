def cancel(root, small):
    """Return what remains of small after adding and subtracting a square."""
    square = root * root
    return (square + small) - square
