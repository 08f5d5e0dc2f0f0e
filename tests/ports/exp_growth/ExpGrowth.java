public class ExpGrowth {
    /** Returns the growth factor for a rate. */
    public static double grow(double rate) {
        return Math.exp(rate);
    }
}
