/** Methods to be called through the bridge. */
public final class Subjects {
    private Subjects() {}

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double sameNumber(double x) {
        return x;
    }

    /** In and out, and nothing done; public for JPype. */
    public static double[] sameRow(double[] x) {
        return x;
    }

    static double[] softmax(double[] x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double entry : x) {
            largest = Math.max(largest, entry);
        }
        double[] weights = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            weights[i] = Math.exp(x[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < x.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
