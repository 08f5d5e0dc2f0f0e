def score(written, oral):
    """Return the score of two exams, the second of which counts twice."""
    return _weigh(oral, written)


def _weigh(once, twice):
    points = once + 2 * twice
    # towards zero, as Java divides
    return -(-points // 3) if points < 0 else points // 3
