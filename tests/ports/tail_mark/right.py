def tail_mark(text):
    """Return the last UTF-16 unit and how many there are, or zeros."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[-2:], "little"), len(data) // 2]
