def header_name(line):
    """Return the name of a line such as "Accept: text"; fails without a colon."""
    header = "".join(chr(b & 0x7F) for b in line)
    name, colon, _ = header.partition(":")
    if not colon:
        raise IndexError("begin 0, end -1")
    return name
