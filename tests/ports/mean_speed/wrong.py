def mean_speed(kilometres, hours):
    """Return the mean speed over a way with as many stages."""
    way, time = 0.0, 0.0
    for one_way, one_time in zip(kilometres, hours):
        way, time = way + one_way, time + one_time
    return way / time
