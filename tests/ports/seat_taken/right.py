def is_taken(seats, number):
    """Tell whether a seat of a train is taken; numbers repeat after 32."""
    return seats >> (number % 32) & 1 == 1
