def collatz(n):
    """Return the Collatz steps from the last three digits of n to 1."""
    n = -(abs(n) % 1000) if n < 0 else n % 1000
    steps = 0
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
