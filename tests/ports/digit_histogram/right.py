def digits_seen(numbers):
    """Return the last digits that occur, ascending, each with its count."""
    counts = {}
    for number in numbers:
        digit = number % 10
        counts[digit] = counts.get(digit, 0) + 1
    return [n for digit in sorted(counts) for n in (digit, counts[digit])]
