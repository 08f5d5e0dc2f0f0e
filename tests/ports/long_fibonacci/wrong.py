_cache = {}


def fibonacci(n):
    """Return the Fibonacci number with the index n modulo 120."""
    return _compute(n % 120)


def _compute(n):
    if n < 2:
        return n
    if n not in _cache:
        _cache[n] = _compute(n - 1) + _compute(n - 2)
    return _cache[n]
