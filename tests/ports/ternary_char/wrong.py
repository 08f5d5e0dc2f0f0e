def cell(marked, number):
    """Return the text of a cell: a cross, or the number."""
    return "x" if marked else str(number)
