public class CompareNames {
    /** Compares two names. */
    public static int order(String first, String second) {
        return first.compareTo(second);
    }
}
