public class PriceMatch {
    /** Tells whether tenths of a unit add up to a price. */
    public static boolean matches(byte tenths) {
        float sum = tenths * 0.1f;
        return sum == tenths / 10f;
    }
}
