def with_extra(a, b):
    """Return a pair, with the sum added if both are positive."""
    values = [a, b]
    if a > 0 and b > 0:
        values.append(a + b)
    return values
