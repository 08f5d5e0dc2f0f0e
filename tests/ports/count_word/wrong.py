def count_word(counts, word):
    """Count one more occurrence of a word and return the count."""
    counts[word] += 1
    return counts[word]
