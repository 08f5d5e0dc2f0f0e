def score(text):
    """Score a text: vowels 1, capital X and Z 6, other characters 3."""
    points = {"a": 1, "e": 1, "i": 1, "X": 6, "Z": 6}
    return sum(points.get(c, 3) for c in text)
