def next_label(letter):
    """Return the label that follows the code of the given letter."""
    return f"#{ord(letter) + 1}"
