def header_name(line):
    """Return the name of a line such as "Accept: text"."""
    header = ""
    for b in line:
        header += chr(b & 0x7F)
    return header[: header.find(":")]
