from bridge.javaops import idiv


def rising(course):
    """Count the days on which a course rose by more than one percent."""
    days = 0
    for day in range(1, len(course)):
        change = course[day] - course[0]
        if idiv(change * 100, abs(course[day - 1]) + 1) > 1:
            days += 1
    return days
