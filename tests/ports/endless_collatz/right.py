def collatz(n):
    """Return the Collatz steps from the last three digits of n to 1."""
    last = abs(n) % 1000
    return _steps(-last if n < 0 else last)


def _steps(n):
    if n == 1:
        return 0
    return 1 + _steps(n // 2 if n % 2 == 0 else 3 * n + 1)
