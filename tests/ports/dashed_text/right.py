def dashed(text):
    """Put a dash between all UTF-16 units of a text."""
    if not text:
        raise IndexError("index -1, length 0")
    data = text.encode("utf-16-le", "surrogatepass")
    units = [data[i : i + 2] for i in range(0, len(data), 2)]
    return "-".join(unit.decode("utf-16-le", "surrogatepass") for unit in units)
