public class EntropyBits {
    /** Returns the entropy of a distribution in bits. */
    public static double entropy(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum -= share * (Math.log(share) / Math.log(2));
        }
        return sum;
    }
}
