public class LongToInt {
    /** Multiplies two values and returns the low half of the product. */
    public static int scale(long value, long factor) {
        return (int) (value * factor);
    }
}
