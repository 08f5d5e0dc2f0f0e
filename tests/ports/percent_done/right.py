def percent_done(done: int, files: int) -> int:
    """Return how many percent of the files are done, or 100 if there are none."""
    if files == 0:
        return 100
    percent = abs(100 * done) // abs(files)
    return percent if (done < 0) == (files < 0) else -percent
