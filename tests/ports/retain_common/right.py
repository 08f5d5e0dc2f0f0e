def retain_small(numbers):
    """Remove all numbers from 10 upwards and tell whether any was removed."""
    before = len(numbers)
    numbers.difference_update([n for n in numbers if n >= 10])
    return len(numbers) < before
