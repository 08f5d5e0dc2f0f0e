def count_word(counts, word):
    """Count one more occurrence of a word and return the 32-bit count."""
    count = counts.get(word, 0) + 1
    counts[word] = -(2**31) if count == 2**31 else count
    return counts[word]
