def find(data, value):
    """Return where a value is in a sorted list, or -1."""
    low, high = 0, len(data) - 1
    while low <= high:
        mid = (low + high) // 2
        if data[mid] == value:
            return mid
        if data[mid] < value:
            low = mid + 1
        else:
            high = mid - 1
    return -1
