def position(ordered, value):
    """Return the first place of a sorted list whose value is not smaller."""
    low, high = 0, len(ordered) - 1
    while low < high:
        mid = (low + high) // 2
        if ordered[mid] < value: low = mid + 1
        else: high = mid
    return low
