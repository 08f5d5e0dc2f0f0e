"""Rules of int and long: shifts, division, narrowing and overflow."""

from bridge.rules.rule import Rule, rewrites

__all__ = ["ARITHMETIC", "DIVISIONS", "SHIFTS"]

SHIFTS = (
    Rule(
        id="unsigned-shift",
        title=">>> shifts zeros in",
        section="JLS 15.19",
        explanation=(
            "Java's >>> shifts the bits of an int or long to the right and fills up with zeros, "
            "so that a negative number becomes a large positive one. Python has no such operator: "
            "its ints have endlessly many sign bits, and its >> keeps the sign. To do the same, "
            "take the low 32 (or 64) bits first: (n & 0xFFFFFFFF) >> distance."
        ),
        java=r">>>",
        rewrites=rewrites("_integers", "shift_zeros_in", "shift_zeros_into_widened"),
    ),
    Rule(
        id="shift-distance",
        title="a shift's distance is masked",
        section="JLS 15.19",
        explanation=(
            "Java uses only the low 5 bits of the distance to shift an int by, and the low 6 for "
            "a long: 1 << 32 is 1, and 1 << -1 is 1 << 31. Python shifts by the whole distance, "
            "and raises ValueError if it is negative."
        ),
        java=r"<<|>>",
        rewrites=rewrites("_integers", "mask_distances", "fix_distance_masks"),
    ),
)

DIVISIONS = (
    Rule(
        id="min-value",
        title="the smallest int has no opposite",
        section="JLS 15.15.4, 15.17.2; Javadoc of Math.abs",
        explanation=(
            "An int goes from -2147483648 to 2147483647, so the smallest one has no opposite. "
            "Math.abs(Integer.MIN_VALUE), -Integer.MIN_VALUE and Integer.MIN_VALUE / -1 all are "
            "Integer.MIN_VALUE again, which is negative. Python's ints grow, and give 2147483648. "
            "The same holds for long."
        ),
        java=r"\babs\s*\(|/|\bnegate",
        rewrites=rewrites("_integers", "wrap_opposites"),
    ),
    Rule(
        id="remainder-sign",
        title="% has the sign of the dividend",
        section="JLS 15.17.3",
        explanation=(
            "In Java a % b has the sign of a: -7 % 3 is -1. In Python it has the sign of b: "
            "-7 % 3 is 2. They agree only where both have the same sign, or nothing is left. "
            "math.fmod does it as Java does, but in floats; Math.floorMod is Python's %."
        ),
        java=r"%",
        rewrites=rewrites("_integers", "take_remainders"),
    ),
    Rule(
        id="floor-division",
        title="/ of ints truncates, // floors",
        section="JLS 15.17.2",
        explanation=(
            "Java's division of ints cuts the fraction off, towards zero: -7 / 2 is -3. Python's "
            "// rounds down: -7 // 2 is -4. They agree only where the quotient is exact or not "
            "negative. int(a / b) truncates, too, but goes through a float, which holds 53 bits."
        ),
        java=r"/",
        rewrites=rewrites("_integers", "truncate_quotients", "divide_and_take_remainders"),
    ),
    Rule(
        id="int-division",
        title="/ of ints is an int",
        section="JLS 15.17.2",
        explanation=(
            "In Java the division of two ints is an int: 7 / 2 is 3. Python's / always gives a "
            "float, 3.5, whatever its operands are; and where the quotient is large the float "
            "cannot hold all its digits."
        ),
        java=r"/",
        rewrites=rewrites("_integers", "divide_as_ints"),
    ),
    Rule(
        id="narrowing-cast",
        title="a cast keeps the low bits",
        section="JLS 5.1.3, 15.26.2",
        explanation=(
            "A cast to a narrower type, as (byte) 200, keeps the low bits only: here -56. The "
            "compound assignments, such as b += 100 of a byte b, hold such a cast, too. Python's "
            "ints have no width, so the value goes on as it is, unless it is wrapped by hand."
        ),
        java=r"\(\s*(?:byte|short|char|int)\s*\)|[-+*/%&|^]=|<<=|>>=|\+\+|--|\b\w+Value\s*\(",
        rewrites=rewrites("_integers", "keep_low_bits_of_results", "keep_low_bits"),
    ),
)

ARITHMETIC = (
    Rule(
        id="int-overflow",
        title="int wraps around at 32 bits",
        section="JLS 15.17.1, 15.18.2",
        explanation=(
            "An int of Java has 32 bits. A sum, difference, product, opposite or left shift that "
            "does not fit keeps its low 32 bits: 2147483647 + 1 is -2147483648, and nothing is "
            "raised. Python's ints grow without bound. Whether an operation is done in int or in "
            "long follows from the types of its operands, not from where the result goes."
        ),
        java=r"(?<!\+)\+(?!\+)|(?<!-)-(?![->])|\*|<<",
        rewrites=rewrites(
            "_integers", "wrap_ints", "wrap_returned_ints", "wrap_all_ints", "compare_differences"
        ),
    ),
    Rule(
        id="long-overflow",
        title="long wraps around at 64 bits",
        section="JLS 15.17.1, 15.18.2",
        explanation=(
            "A long of Java has 64 bits. A sum, difference, product, opposite or left shift that "
            "does not fit keeps its low 64 bits: Long.MAX_VALUE + 1 is Long.MIN_VALUE, and nothing "
            "is raised. Python's ints grow without bound."
        ),
        java=r"(?<!\+)\+(?!\+)|(?<!-)-(?![->])|\*|<<",
        rewrites=rewrites("_integers", "wrap_longs", "wrap_returned_longs", "wrap_all_longs"),
    ),
)
