def steps_per_tick(steps, ticks):
    """Return the whole steps of a motor in one tick; 0 if there are no ticks."""
    if ticks == 0:
        return 0
    if ticks == -1 and steps == -(2**31):
        return steps
    whole = abs(steps) // abs(ticks)
    return -whole if (steps < 0) != (ticks < 0) else whole
