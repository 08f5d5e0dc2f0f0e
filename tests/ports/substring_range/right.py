def area_code(phone):
    """Return the first three UTF-16 units of a phone number."""
    data = phone.encode("utf-16-le", "surrogatepass")
    if len(data) < 6:
        raise IndexError("begin 0, end 3")
    return data[:6].decode("utf-16-le", "surrogatepass")
