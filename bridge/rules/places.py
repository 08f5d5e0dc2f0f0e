"""Rules of arrays, indices and ranges, and of what fills them."""

from bridge.rules.rule import Rule, rewrites

__all__ = ["PLACES"]

PLACES = (
    Rule(
        id="slice-range",
        title="a range that does not exist raises",
        section="Javadoc of String.substring, Arrays.copyOfRange, List.subList",
        explanation=(
            "text.substring(2, 9) of a text with five characters raises in Java, and so does a "
            "range whose begin is negative or beyond its end. Arrays.copyOf and copyOfRange fill "
            "up with zeros to the length asked for. Python's slices give what is there, and count "
            "negative bounds from the end."
        ),
        java=r"\b(?:substring|copyOfRange|copyOf|subList|subSequence|delete|arraycopy)\s*\(",
        rewrites=rewrites(
            "_places", "require_ranges", "require_text_ranges", "require_list_ranges", "pad_copies"
        ),
    ),
    Rule(
        id="negative-index",
        title="a negative index raises",
        section="JLS 15.10.4; Javadoc of String.charAt, List.get",
        explanation=(
            "In Java an index below 0 raises an IndexOutOfBoundsException, of arrays, lists and "
            "texts alike. In Python -1 is the last element, so that an index that went wrong gives "
            "some other element, and nobody notices."
        ),
        java=r"\[[^\]]|\b(?:get|set|charAt|remove|add)\s*\(",
        rewrites=rewrites("_places", "require_indices"),
    ),
    Rule(
        id="int-sentinel",
        title="Integer.MAX_VALUE is a number",
        section="Javadoc of Integer.MAX_VALUE; JLS 15.18.2",
        explanation=(
            "What begins a search for the smallest value often is Integer.MAX_VALUE, or MIN_VALUE, "
            "or that of Long. It is an ordinary number: it is returned where nothing was found, "
            "equal values exist, and adding 1 to it wraps around. float('inf') and sys.maxsize are "
            "others."
        ),
        java=r"\bM(?:AX|IN)_VALUE\b|\b2147483647\b|\b0x7[fF]{7}\b",
        rewrites=rewrites("_places", "begin_with_numbers"),
    ),
)
