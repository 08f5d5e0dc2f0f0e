CONTROLS_AND_SPACE = "".join(map(chr, range(33)))


def _utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


def sorted_names(counts):
    """Return the names with a positive count, joined by spaces."""
    names = [name for name in sorted(counts, key=_utf16) if counts[name] > 0]
    return " ".join(names).strip(CONTROLS_AND_SPACE)
