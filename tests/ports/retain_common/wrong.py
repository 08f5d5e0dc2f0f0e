def retain_small(numbers):
    """Remove all numbers from 10 upwards and tell whether any was removed."""
    before = len(numbers)
    numbers = {number for number in numbers if number < 10}
    return len(numbers) < before
