def total_length(tags):
    """Return the different lengths of a set of tags."""
    return {len(tag) for tag in tags}
