def parts(address):
    """Return the four numbers of an address."""
    return [
        address >> 24,          # network
        address >> 16 & 255,
        address >> 8 & 255,
        address & 255,          # host
    ]
