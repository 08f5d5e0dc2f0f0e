public class TernaryNumber {
    /** Describes a count below a hundred, or one half. */
    public static String quantity(boolean whole, int count) {
        return "x" + (whole ? count % 100 : 0.5);
    }
}
