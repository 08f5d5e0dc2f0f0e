public class SpanOfValues {
    /** Returns the difference of the largest and the smallest value. */
    public static int span(int first, int... others) {
        int low = first;
        int high = first;
        for (int other : others) {
            low = Math.min(low, other);
            high = Math.max(high, other);
        }
        return high - low;
    }
}
