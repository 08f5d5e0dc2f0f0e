from bridge.javaops import idiv


def rising(course):
    """Count the days on which a course rose by more than one percent."""
    changes = ((now - before) * 100 for before, now in zip(course, course[1:]))
    return sum(idiv(c, abs(b) + 1) > 1 for c, b in zip(changes, course))
