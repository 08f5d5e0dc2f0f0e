public class AverageOfInts {
    /** Returns the average of the values, or 0 if there are none. */
    public static int average(int[] values) {
        if (values.length == 0) {
            return 0;
        }
        long sum = 0;
        for (int value : values) {
            sum += value;
        }
        return (int) (sum / values.length);
    }
}
