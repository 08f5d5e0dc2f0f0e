def forget(values, value):
    """Remove the first occurrence of a value, if there is one."""
    if value in values:
        values.remove(value)
