def amplify(sample):
    """Amplify a 16-bit audio sample by a factor of three."""
    return (sample * 3 + 0x8000) % 0x10000 - 0x8000
