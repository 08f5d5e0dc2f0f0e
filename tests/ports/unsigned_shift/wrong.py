def fold(hash_value):
    """Mix the upper half of a hash into its lower half."""
    return hash_value ^ (hash_value >> 16)
