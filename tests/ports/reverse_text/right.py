def backwards(text):
    """Return the text with its UTF-16 units in reverse order."""
    data = text.encode("utf-16-le", "surrogatepass")
    units = [data[i : i + 2] for i in range(0, len(data), 2)]
    return b"".join(reversed(units)).decode("utf-16-le", "surrogatepass")
