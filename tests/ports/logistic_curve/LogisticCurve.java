public class LogisticCurve {
    /** Returns the logistic function of x. */
    public static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
