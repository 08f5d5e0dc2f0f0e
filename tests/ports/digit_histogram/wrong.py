def digits_seen(numbers):
    """Return the last digits that occur, each followed by its count."""
    counts = {}
    for number in numbers:
        digit = number % 10
        counts[digit] = counts.get(digit, 0) + 1
    result = []
    for digit, count in counts.items():
        result.append(digit)
        result.append(count)
    return result
