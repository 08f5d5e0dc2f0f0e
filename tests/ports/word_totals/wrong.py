CONTROLS_AND_SPACE = "".join(map(chr, range(33)))


def sorted_names(counts):
    """Return the names with a positive count, joined by spaces."""
    names = [name for name, count in counts.items() if count > 0]
    return " ".join(names).strip(CONTROLS_AND_SPACE)
