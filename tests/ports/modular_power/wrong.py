def mod_pow(base, exponent, modulus):
    """Return base to the power of exponent, modulo a positive modulus."""
    if modulus <= 0:
        return 0
    return pow(base, max(exponent, 0), modulus)
