public class IntOverflowSum {
    /** Returns the sum of all values. */
    public static int total(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }
}
