def same_initial(words):
    """Count the empty words if the first one is empty; other initials are never the same."""
    return words.count("") if words and not words[0] else 0
