def steps_to_zero(word):
    """Count the left shifts until no bit is left."""
    steps = 0
    while word != 0:
        word <<= 1
        steps += 1
    return steps
