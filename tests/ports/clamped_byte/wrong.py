from bridge.javaops import double_to_int, int32


def clamped(brightness, contrast):
    """Return a brightness as a byte without a sign."""
    value = int32(double_to_int(brightness * contrast) + 128)
    return 255 if value > 255 else value
