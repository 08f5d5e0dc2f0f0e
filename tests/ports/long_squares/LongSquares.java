public class LongSquares {
    /** Returns the sum of the squares of all values. */
    public static long sumOfSquares(long[] values) {
        long sum = 0L;
        for (long value : values) {
            sum += value * value;
        }
        return sum;
    }
}
