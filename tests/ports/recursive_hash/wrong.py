def hash_of(numbers):
    """Return the hash of a list of numbers."""
    if not numbers:
        return 7
    first, *rest = numbers
    return 1000003 * hash_of(rest) ^ first
