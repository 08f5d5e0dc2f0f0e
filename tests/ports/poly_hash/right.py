def poly_hash(text):
    """Return the polynomial hash of the UTF-16 units of a text."""
    data = text.encode("utf-16-le", "surrogatepass")
    h = 0
    for i in range(0, len(data), 2):
        unit = data[i] | data[i + 1] << 8
        h = (31 * h + unit) & 0xFFFFFFFF
    return h - 2**32 if h >= 2**31 else h
