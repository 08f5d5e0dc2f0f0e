def drop(entries, entry):
    """Remove an entry from the list and return how many are left."""
    if entry in entries:
        entries.remove(entry)
    return len(entries)
