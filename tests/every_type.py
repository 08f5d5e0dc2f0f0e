"""Types of every form, nested in each other, for the tests that must hold for all of them."""

KINDS = [
    *("boolean", "char", "long", "float", "double", "double[]", "char[]", "int[][]"),
    *("Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double", "String"),
    *("Integer[]", "String[][]", "Double[]", "List<Integer>", "LinkedList<String>", "List<Long>[]"),
    *("Collection<float[]>", "Iterable<List<Double>>", "Set<Double>", "TreeSet<String>"),
    *("Set<List<Float>>", "HashSet<Set<Character>>", "Set<Map<Integer,Double>>", "Set<double[]>"),
    *("Map<Double,Double>", "TreeMap<String,int[]>", "Map<Set<Short>,Map<Byte,List<String>>>[]"),
]
