public class HighestReading {
    /** Returns the highest reading. */
    public static double highest(double[] readings) {
        double best = Double.NEGATIVE_INFINITY;
        for (double reading : readings) {
            best = Math.max(best, reading);
        }
        return best;
    }
}
