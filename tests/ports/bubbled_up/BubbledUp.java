public class BubbledUp {
    /** Moves the largest value to the end by swapping neighbours; returns the swaps. */
    public static int bubble(int[] values) {
        int swaps = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i - 1] > values[i]) {
                int old = values[i];
                values[i] = values[i - 1];
                values[i - 1] = old;
                swaps++;
            }
        }
        return swaps;
    }
}
