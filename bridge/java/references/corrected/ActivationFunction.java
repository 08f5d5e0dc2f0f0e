package corrected;

/**
 * The forum's class put right, by the same formulas as the Python package {@code activations}.
 *
 * <p>All derivatives are taken at the pre-activation. No method writes into its arguments. NaN gives
 * NaN.
 */
public final class ActivationFunction {
    private static final double NEGATIVE_SLOPE = 0.01;

    private ActivationFunction() {}

    /** Continued fraction near 0; further out 1 less twice a sigmoid. */
    public static double tanh(double x) {
        if (Math.abs(x) < 0.55) {
            double square = x * x;
            double c = square / 15;
            for (int odd = 13; odd > 1; odd -= 2) {
                c = square / (odd + c);
            }
            return Math.copySign(x - x * (c / (1 + c)), x); // -0.0 less -0.0 would be 0.0
        }
        return Math.copySign(1 - 2 * smallerSigmoid(2 * x), x);
    }

    public static double sigmoid(double x) {
        double q = smallerSigmoid(x);
        return x >= 0 ? 1 - q : q;
    }

    public static double relu(double x) {
        return Math.max(x, 0.0);
    }

    public static double leaky_relu(double x) {
        return x > 0 ? x : x * NEGATIVE_SLOPE;
    }

    /**
     * Exponentials of the shifted entries over their sum, both freed of the rounding errors that
     * matter: that of the shift, which the exponential magnifies, and that of the sum.
     */
    public static double[] softmax(double[] z) {
        requireEntries(z);
        double largest = z[0];
        for (double entry : z) {
            largest = Math.max(largest, entry); // NaN wins, so that it spreads to the whole row
        }
        double[] weights = new double[z.length];
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < z.length; i++) {
            double offset = z[i] - largest;
            double weight = Math.exp(offset);
            weights[i] = weight + weight * errorOfSum(z[i], -largest, offset);
            double next = sum + weights[i];
            lost += errorOfSum(sum, weights[i], next);
            sum = next;
        }
        sum += lost;
        for (int i = 0; i < z.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    public static double dTanh(double x) {
        if (Math.abs(x) > 350) {
            // exp(-2|x|) is subnormal here and 4 times it would magnify its rounding.
            double root = 2 * Math.exp(-Math.abs(x));
            return root * root;
        }
        return 4 * dSigmoid(2 * x);
    }

    public static double dSigmoid(double x) {
        double q = smallerSigmoid(x);
        return q * (1 - q);
    }

    /** At the kink 0. */
    public static double dRelu(double x) {
        return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
    }

    /** At the kink the slope of the negative side. */
    public static double dLeaky_Relu(double x) {
        return Double.isNaN(x) ? x : x > 0 ? 1 : NEGATIVE_SLOPE;
    }

    /** Gradient of the cross-entropy with respect to the logits, a - t. */
    public static double[] dCdz(double[] t, double[] a) {
        requireEntries(a);
        if (t.length != a.length) {
            throw new IllegalArgumentException(
                    "t must have the length of a, got " + t.length + " and " + a.length);
        }
        double[] gradient = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            gradient[i] = a[i] - t[i];
        }
        return gradient;
    }

    /** The smaller of sigmoid(x) and sigmoid(-x), which loses nothing to cancellation. */
    private static double smallerSigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        double d = 1 + e;
        double q = e / d;
        return q + ((e - q) - e * q) / d; // one step of refinement
    }

    /** The rounding error of {@code sum = a + b}, by Knuth; 0 where an infinity has none. */
    private static double errorOfSum(double a, double b, double sum) {
        double seen = sum - a;
        double error = (a - (sum - seen)) + (b - seen);
        return Double.isFinite(error) ? error : 0;
    }

    private static void requireEntries(double[] v) {
        if (v.length == 0) {
            throw new IllegalArgumentException("array must not be empty");
        }
    }
}
