from bridge.javaops import ddiv


def mean_speed(kilometres, hours):
    """Return the mean speed over a way; infinite or NaN where no time is spent."""
    way = time = 0.0
    for one_way, one_time in zip(kilometres, hours):
        way += one_way
        time += one_time
    return ddiv(way, time)
