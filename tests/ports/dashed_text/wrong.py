def dashed(text):
    """Put a dash between all UTF-16 units of a text."""
    data = text.encode("utf-16-le", "surrogatepass")
    units = [data[i : i + 2] for i in range(0, len(data), 2)]
    result = ""
    for unit in units:
        result += unit.decode("utf-16-le", "surrogatepass") + "-"
    return result[:-1]
