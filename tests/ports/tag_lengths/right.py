def total_length(tags):
    """Return the different lengths of a set of tags in UTF-16 units."""
    return {len(tag.encode("utf-16-le", "surrogatepass")) // 2 for tag in tags}
