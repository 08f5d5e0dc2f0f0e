public class ScaleRows {
    /** Scales every row linearly to the range from 0 to 1. */
    public static void scaleRows(double[][] rows) {
        for (double[] row : rows) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : row) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - low) / (high - low);
            }
        }
    }
}
