def count_fields(cells):
    """Join the cells by semicolons and count the fields up to the last text."""
    line = ";".join(cells)
    if not line:
        return 1
    fields = line.split(";")
    while fields and not fields[-1]:
        fields.pop()
    return len(fields)
