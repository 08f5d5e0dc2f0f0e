from bridge.javaops import double_to_int, int32


def clamped(brightness, contrast):
    """Return a brightness as a byte without a sign."""
    return min(max(int32(double_to_int(brightness * contrast) + 128), 0), 255)
