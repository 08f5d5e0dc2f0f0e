def is_taken(seats, number):
    """Tell whether a seat of a train is taken, a bit for each."""
    if (seats >> number) & 1:
        return True
    else:
        return False
