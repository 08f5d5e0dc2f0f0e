public class SkipMarked {
    /** Adds up the values; a negative value skips the one after it. */
    public static long sumUnmarked(int[] values) {
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                i++;
            } else {
                sum += values[i];
            }
        }
        return sum;
    }
}
