public class OverloadedHalf {
    /** Returns half of a whole number, rounded towards zero. */
    public static int half(int value) {
        return value / 2;
    }

    /** Returns half of a number. */
    public static double half(double value) {
        return value / 2;
    }
}
