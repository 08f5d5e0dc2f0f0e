def drain(queue):
    """Take all elements from a queue and return their alternating sum."""
    total = sum(queue[::2]) - sum(queue[1::2])
    queue.clear()
    return total
