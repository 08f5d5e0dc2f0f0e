public class EagerCondition {
    /** Tells whether there is a positive value at an index. */
    public static boolean isPositive(int[] values, int index) {
        return index < values.length & values[index] > 0;
    }
}
