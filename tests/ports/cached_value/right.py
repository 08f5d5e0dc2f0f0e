from bridge.javaops import irem, java_index


def look_up(cache, key):
    """Return the value that a cache keeps for a key; a negative place fails."""
    return cache[java_index(irem(key, len(cache)), len(cache))]
