public class HalfUpCents {
    /** Returns half of an amount in cents, rounded. */
    public static long halfOf(int cents) {
        return Math.round(cents / 2.0);
    }
}
