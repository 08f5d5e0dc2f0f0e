def amount(packed):
    """Read an amount of two digits to the byte, up to the sign at its end."""
    value = 0
    for b in packed:
        low  = b & 15
        high = b >> 4 & 15
        if low == 13: return -value    # a debit
        value = value * 100 + high * 10 + low
    return value
