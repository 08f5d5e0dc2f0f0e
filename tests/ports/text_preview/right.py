LIMIT = 3


def preview(text):
    """Return at most three UTF-16 units from the start of a text."""
    data = text.encode("utf-16-le", "surrogatepass")
    return data[: 2 * LIMIT].decode("utf-16-le", "surrogatepass")
