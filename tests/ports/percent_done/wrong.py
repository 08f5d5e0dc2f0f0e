def percent_done(done: int, files: int) -> int:
    """Return how many percent of the files are done, or 100 if there are none."""
    return 100 if files == 0 else 100 * done / files
