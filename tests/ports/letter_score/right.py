def score(text):
    """Score a text: vowels 1, capital X and Z 9, other characters 3."""
    return sum(1 if c in "aei" else 9 if c in "XZ" else 3 for c in text)
