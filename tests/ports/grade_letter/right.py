def grade(score):
    """Return the grade of a score."""
    if score >= 90:
        return "A"
    if score >= 75:
        return "B"
    return "C" if score >= 50 else "F"
