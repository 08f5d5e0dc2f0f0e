public class SampleVariance {
    /** Returns the variance of a sample. */
    public static double variance(short[] sample) {
        double mean = 0;
        for (short value : sample) {
            mean += value;
        }
        mean /= sample.length;
        double sum = 0;
        for (short value : sample) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (sample.length - 1);
    }
}
