public class WithoutOffset {
    /** Returns the samples with the first one taken from each. */
    public static double[] withoutOffset(double[] samples) {
        double[] result = samples.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] -= samples[0];
        }
        return result;
    }
}
