"""Types of every form, nested in each other, for the tests that must hold for all of them."""

COLOR = "Color{RED,GREEN,BLUE}"
KINDS = [
    *("boolean", "char", "long", "float", "double", "double[]", "char[]", "int[][]"),
    *("Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double", "String"),
    *("Integer[]", "String[][]", "Double[]", "List<Integer>", "LinkedList<String>", "List<Long>[]"),
    *("Collection<float[]>", "Iterable<List<Double>>", "Set<Double>", "TreeSet<String>"),
    *("Set<List<Float>>", "HashSet<Set<Character>>", "Set<Map<Integer,Double>>", "Set<double[]>"),
    *("Object", "Object[]", "Comparable", "Number", "List<Object>", "Map<Object,Set<Object>>"),
    *(f"{COLOR}", f"{COLOR}[]", f"List<{COLOR}>", f"Map<{COLOR},Integer>", f"TreeSet<{COLOR}>"),
    *("Map<Double,Double>", "TreeMap<String,int[]>", "Map<Set<Short>,Map<Byte,List<String>>>[]"),
]
