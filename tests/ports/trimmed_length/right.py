BLANKS = "".join(chr(code) for code in range(0x21))


def bracket(text):
    """Return a text in brackets without controls and space around it."""
    return f"[{text.strip(BLANKS)}]"


def trimmed_length(text):
    """Return the UTF-16 length of a text without the space around it."""
    trimmed = text.strip(BLANKS)
    return len(trimmed.encode("utf-16-le", "surrogatepass")) // 2
