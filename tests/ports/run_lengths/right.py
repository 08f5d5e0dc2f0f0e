from itertools import groupby


def run_lengths(values):
    """Return the lengths of the runs of equal values."""
    return [len(list(group)) for _, group in groupby(values)]
