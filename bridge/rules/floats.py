"""Rules of float and double: casts, rounding, division and the functions of Math."""

from bridge.rules.rule import Rule, rewrites

__all__ = ["FLOATS"]

FLOATS = (
    Rule(
        id="round-half-up",
        title="Math.round rounds halves up",
        section="Javadoc of Math.round",
        explanation=(
            "Math.round takes the nearest whole number, and of two the larger one: 2.5 gives 3 and "
            "-2.5 gives -2. Python's round takes the even one of two: 2.5 gives 2. And "
            "int(x + 0.5) cuts towards zero, so that it is wrong below zero; math.floor(x + 0.5) "
            "comes close, but the addition may round."
        ),
        java=r"\bround\s*\(|\brint\s*\(|0\.5",
        rewrites=rewrites("_floats", "round_halves_up"),
    ),
    Rule(
        id="float-to-int-cast",
        title="a cast of a double to int truncates and saturates",
        section="JLS 5.1.3",
        explanation=(
            "(int) x of a double or float cuts the fraction off, towards zero. What is too large "
            "becomes Integer.MAX_VALUE or MIN_VALUE, and NaN becomes 0; nothing is raised. "
            "Python's int(x) gives the large number itself, and raises OverflowError for an "
            "infinity and ValueError for NaN; math.floor rounds down."
        ),
        java=r"\(\s*(?:int|long|byte|short|char)\s*\)|[-+*/]=|\b(?:int|long)Value\s*\(",
        rewrites=rewrites("_floats", "cast_to_ints", "cast_what_is_kept", "cast_everywhere"),
    ),
    Rule(
        id="math-domain",
        title="functions of Math give NaN or infinity",
        section="Javadoc of Math",
        explanation=(
            "Math.sqrt(-1) is NaN, Math.log(0) is -Infinity and Math.exp(1000) is Infinity: the "
            "functions of Math never raise. Python's math raises ValueError outside of the domain "
            "and OverflowError where the result is too large; and (-8) ** (1 / 3) is complex."
        ),
        java=r"\bMath\s*\.\s*\w+\s*\(",
        rewrites=rewrites("_floats", "never_raise"),
    ),
    Rule(
        id="double-division",
        title="division of doubles by zero gives infinity or NaN",
        section="JLS 15.17.2, 15.17.3",
        explanation=(
            "In Java 1.0 / 0.0 is Infinity, -1.0 / 0.0 is -Infinity and 0.0 / 0.0 is NaN; x % 0.0 "
            "is NaN. Only the division of ints by zero raises ArithmeticException. Python raises "
            "ZeroDivisionError for floats, too."
        ),
        java=r"/|%",
        rewrites=rewrites("_floats", "divide_doubles", "divide_anything"),
    ),
    Rule(
        id="float32-arithmetic",
        title="float has 32 bits",
        section="JLS 4.2.3, 15.4",
        explanation=(
            "A float of Java has 32 bits, some 7 decimal digits, and each operation of floats is "
            "rounded to that: 0.1f + 0.2f is 0.3 to 8 digits only, and 16777216f + 1 stays. "
            "Python's float is a double. Round each result with float32, or compute with "
            "numpy.float32."
        ),
        java=r"[-+*/%]|\bfloat\b",
        rewrites=rewrites("_floats", "round_what_is_kept", "round_to_float"),
    ),
    Rule(
        id="math-noise",
        title="functions of Math differ in their last bits",
        section="Javadoc of Math, StrictMath",
        explanation=(
            "Math.sin, exp, pow and their like need only be within 1 or 2 units in the last place "
            "of the true value, and the JVM may compute them by other means than the C library "
            "that Python uses. StrictMath gives the same bits everywhere. Later steps may make a "
            "large difference of a small one; compare with a tolerance, or declare it."
        ),
        java=r"\b(?:Strict)?Math\s*\.\s*\w+\s*\(",
        rewrites=rewrites("_floats", "nudge_results"),
        is_noise=True,
    ),
)
