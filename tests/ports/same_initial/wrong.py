def same_initial(words):
    """Count the words that start with the same letter as the first one."""
    count = 0
    for word in words:
        initial, wanted = word[:1], words[0][:1]
        if initial == wanted:
            count += 1
    return count
