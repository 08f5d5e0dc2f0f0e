_cache = {}


def fibonacci(n):
    """Return the Fibonacci number with the index n modulo 120, in 64 bits."""
    return _compute(n % 120)


def _compute(n):
    if n < 2:
        return n
    if n not in _cache:
        value = _compute(n - 1) + _compute(n - 2)
        _cache[n] = (value + 2**63) % 2**64 - 2**63
    return _cache[n]
