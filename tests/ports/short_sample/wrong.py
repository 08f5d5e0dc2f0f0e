def amplify(sample):
    """Amplify an audio sample by a factor of three."""
    return sample * 3
