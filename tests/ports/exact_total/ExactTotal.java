public class ExactTotal {
    /** Returns the sum of the values, failing if it is too large. */
    public static int exactTotal(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum = Math.addExact(sum, value);
        }
        return sum;
    }
}
