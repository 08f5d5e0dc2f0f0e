def insert_mark(text, position):
    """Insert an asterisk into a text at a position in UTF-16 units."""
    data = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= position <= len(data) // 2:
        raise IndexError(f"offset {position}")
    marked = data[: 2 * position] + b"*\0" + data[2 * position :]
    return marked.decode("utf-16-le", "surrogatepass")
