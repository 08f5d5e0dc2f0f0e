def cell(marked, number):
    """Return the text of a cell: the code of a cross, or the number."""
    return str(ord("x") if marked else number)
