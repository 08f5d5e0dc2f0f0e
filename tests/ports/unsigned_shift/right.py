def fold(hash_value):
    """Mix the upper half of a 32-bit hash into its lower half."""
    return hash_value ^ (hash_value & 0xFFFFFFFF) >> 16
