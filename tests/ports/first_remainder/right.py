def remainders(values):
    """Return the remainders by twelve that occur, in the order of a table of 16."""
    return sorted({value % 12 for value in values})
