from bridge.javaops import int32, irem


def bucket(user: int, device: int) -> int:
    """Return the bucket of a session in a table of 13, or a negative number."""
    hash_value = int32((31 * user + device) * 0x2C1B3C6D) ^ user
    return irem(hash_value, 13)
