def drop(entries, entry):
    """Remove the entry at a position and return how many are left."""
    if entry < 0:
        raise IndexError(entry)
    del entries[entry]
    return len(entries)
