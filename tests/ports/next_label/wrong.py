def next_label(letter):
    """Return the label that follows the given letter."""
    return "#" + chr(ord(letter) + 1)
