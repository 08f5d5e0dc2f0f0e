def score(written, oral):
    """Return the score of two exams, the second of which counts twice."""
    points = written + 2 * oral
    return -(-points // 3) if points < 0 else points // 3
