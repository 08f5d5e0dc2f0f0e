def bar(level):
    """Draw a level as a bar of hashes, one for every four units."""
    hashes = round(abs(level) / 4)
    return "#" * hashes
