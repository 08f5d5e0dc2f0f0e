public class WideningProduct {
    private static final int HOURS = 24;

    /** Returns the number of milliseconds in the given number of days. */
    public static long toMillis(int days) {
        return days * HOURS * 60 * 60 * 1000;
    }
}
