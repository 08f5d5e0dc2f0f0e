def seat(block, row, number):
    """Return the code of a seat made of block, row letter and number."""
    return block + row + "-" + str(number)
