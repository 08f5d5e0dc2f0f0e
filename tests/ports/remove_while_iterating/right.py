def remove_negatives(values):
    """Remove a negative value; fail unless it was the last but one."""
    for i, value in enumerate(values):
        if value < 0:
            values.remove(value)
            if i + 1 != len(values):
                raise RuntimeError("list changed during iteration")
            return
