def parts(address):
    """Return the four numbers of an address."""
    return list((address & 0xFFFFFFFF).to_bytes(4, "big"))
