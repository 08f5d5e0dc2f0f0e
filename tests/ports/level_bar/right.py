def bar(level):
    """Draw a level as a bar of hashes, one for every four units."""
    return "#" * ((abs(level) + 2) // 4)
