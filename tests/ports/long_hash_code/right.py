from bridge.javaops import int32, ushr


def hash_of(number):
    """Return a hash of 32 bits for a number of 64."""
    return int32(number ^ ushr(number, 32, bits=64))
