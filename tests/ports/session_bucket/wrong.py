def bucket(user: int, device: int) -> int:
    """Return the bucket of a session in a table of 13."""
    hash_value = 31 * user + device
    hash_value = hash_value * 0x2C1B3C6D ^ user
    return hash_value % 13
