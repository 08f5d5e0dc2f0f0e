"""Rules of char and String."""

from bridge.rules.rule import Rule, rewrites

__all__ = ["TEXTS"]

TEXTS = (
    Rule(
        id="string-identity",
        title="== of strings compares references",
        section="JLS 15.21.3",
        explanation=(
            "Of two Strings == is true in Java only if both are the same object; whether their "
            "characters are the same equals tells. Literals are shared, what was computed or read "
            "is not. The same holds for boxed numbers beyond 127. Python's == compares the "
            "contents. Mostly it is the Java that is wrong here."
        ),
        java=r"==|!=",
        rewrites=rewrites(
            "_texts", "compare_references", "never_equal", "equal_if_empty", "compare_contents"
        ),
    ),
    Rule(
        id="utf16-units",
        title="texts are counted in UTF-16 units",
        section="JLS 3.1; Javadoc of String",
        explanation=(
            "A String of Java is a row of 16-bit units: a character beyond U+FFFF, such as an "
            "emoji, takes two. length, charAt, substring, indexOf, reverse and hashCode count in "
            "units. Python's str counts whole characters, so that its len is smaller, and all "
            "that follows is shifted."
        ),
        java=r"\b(?:length|charAt|substring|indexOf|lastIndexOf|toCharArray|hashCode|reverse|"
        r"compareTo|setCharAt|insert|deleteCharAt|chars)\s*\(",
        rewrites=rewrites("_texts", "count_units"),
    ),
    Rule(
        id="char-arithmetic",
        title="char is a number",
        section="JLS 4.2.1, 5.6, 15.18",
        explanation=(
            "A char of Java is a number of 16 bits: 'a' + 1 is 98, 'a' < 98 holds, and c++ is the "
            "next character; only together with a String does + join. (char) 98 is 'b' again. In "
            "Python a character is a str: ord makes a number of it, and chr the other way round."
        ),
        java=r"'(?:\\.|[^'\\])+'|\bchar\b|\bcharAt\s*\(",
        rewrites=rewrites("_texts", "treat_chars_as_numbers"),
    ),
)
