public class ReverseInPlace {
    /** Reverses an array in place. */
    public static void reverse(double[] values) {
        for (int i = 0, j = values.length - 1; i < j; i++, j--) {
            swap(values, i, j);
        }
    }

    private static void swap(double[] values, int i, int j) {
        double old = values[i];
        values[i] = values[j];
        values[j] = old;
    }
}
