public class LogOdds {
    /** Returns the level of every amplitude in decibels. */
    public static double[] decibels(double[] amplitudes) {
        double[] levels = new double[amplitudes.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 20 * Math.log10(amplitudes[i]);
        }
        return levels;
    }
}
