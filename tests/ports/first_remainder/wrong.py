def remainders(values: list[int]) -> list[int]:
    """Return the remainders by twelve that occur, each once."""
    return list(dict.fromkeys(value % 12 for value in values))
