def find(data, value):
    """Return where a value is in a sorted list, or -1."""
    return _find(data, value, 0, len(data) - 1)


def _find(data, value, low, high):
    if low > high:
        return -1
    mid = (low + high) // 2
    if data[mid] == value:
        return mid
    if data[mid] < value:
        _find(data, value, mid + 1, high)
    else:
        _find(data, value, low, mid - 1)
