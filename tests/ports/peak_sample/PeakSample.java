public class PeakSample {
    /** Returns the largest amplitude of a signal. */
    public static int peak(int[] samples) {
        int peak = 0;
        for (int sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
