def amount(packed):
    """Read an amount of two digits to the byte in 32 bits, up to the sign at its end."""
    value, sign = 0, 1
    for b in packed:
        if b & 15 == 13:
            sign = -1
            break
        value = 100 * value + (b >> 4 & 15) * 10 + (b & 15)
    return (sign * value + 2**31) % 2**32 - 2**31
