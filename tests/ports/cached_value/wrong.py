def look_up(cache: list[int], key: int) -> int:
    """Return the value that a cache keeps for a key, whose place is its remainder."""
    place = key % len(cache)
    return cache[place]
