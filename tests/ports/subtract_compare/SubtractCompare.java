public class SubtractCompare {
    /** Tells whether one time stamp is before another. */
    public static boolean isBefore(int a, int b) {
        return a - b < 0;
    }
}
