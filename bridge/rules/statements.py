"""Rules of statements and objects: what is returned, shared, mutated and iterated over."""

from bridge.rules.rule import Rule, rewrites

__all__ = ["STATEMENTS"]

STATEMENTS = (
    Rule(
        id="missing-return",
        title="every path returns a value",
        section="JLS 8.4.7, 14.17",
        explanation=(
            "javac makes sure that every path through a method which has a result ends with a "
            "return or a throw. A Python function that ends without one gives None, and nobody is "
            "told: the value that was computed is lost."
        ),
        java=r"\breturn\b",
        rewrites=rewrites("_statements", "return_something"),
    ),
    Rule(
        id="boolean-number",
        title="boolean is no number",
        section="JLS 4.2.5",
        explanation=(
            "In Java a boolean is no number, and no number is a boolean: true is not 1. In Python "
            "True is the int 1, so that True == 1 and isinstance(True, int) hold, True + True is "
            "2, and `a and b` gives one of its operands. A function that should give an int has "
            "to make one, and one that should give a boolean, too."
        ),
        java=r"\bboolean\b|\btrue\b|\bfalse\b|\?",
        rewrites=rewrites("_statements", "give_booleans", "give_numbers"),
    ),
    Rule(
        id="aliased-rows",
        title="each row of a new array is its own",
        section="JLS 15.10.1",
        explanation=(
            "new int[n][m] makes n rows, each its own. [[0] * m] * n makes one row and puts it in "
            "the list n times, so that what is written to one row shows in all. So does a list "
            "or dict that is kept as another name for the same one."
        ),
        java=r"\bnew\s+\w+\s*\[|\bclone\s*\(|\bnew\s+\w+\s*(?:<[^>]*>)?\s*\(",
        rewrites=rewrites("_statements", "copy_rows"),
    ),
    Rule(
        id="argument-mutation",
        title="what is written to an argument stays",
        section="JLS 8.4.1, 15.12.4.5",
        explanation=(
            "An array or list that is passed to a method is the caller's own: what the method "
            "writes to its elements the caller sees. Java and the port must do so alike. sort, "
            "append and index assignments of Python write to the argument; sorted, slices and "
            "`values = values + ...` leave it and work on a copy."
        ),
        java=r"\]\s*[-+*/%&|^]?=[^=]|\b(?:sort|fill|swap|add|remove|set|clear|put|clone)\s*\(",
        rewrites=rewrites("_statements", "write_to_arguments", "copy_arguments"),
    ),
    Rule(
        id="loop-variable",
        title="the loop variable is an ordinary variable",
        section="JLS 14.14.1",
        explanation=(
            "In for (int i = 0; i < n; i++) the body may change i, the bound is looked at in every "
            "round, and a variable declared before the loop is n after it. In Python's for i in "
            "range(n) the next i comes from the range, whatever was assigned, the range is made "
            "once, and after the loop i is n - 1, or does not exist."
        ),
        java=r"\b(?:for|while)\s*\(",
        rewrites=rewrites("_statements", "count_on_after_loops", "loop_with_while"),
    ),
    Rule(
        id="hash-order",
        title="HashMap and HashSet have an order of their own",
        section="Javadoc of HashMap, HashSet",
        explanation=(
            "HashMap and HashSet iterate in the order of the slots that the hash codes of the keys "
            "give, which is neither that of insertion nor sorted; small ints come in ascending "
            "order. Python's dict keeps the order of insertion, and the order of a set is "
            "its own. Sort the keys on both sides, or use LinkedHashMap or TreeMap in Java."
        ),
        java=r"\bHash(?:Map|Set)\b|\bSet\s*\.\s*of\b|\bMap\s*\.\s*of\b",
        rewrites=rewrites("_statements", "iterate_by_hash", "iterate_in_order"),
    ),
)
