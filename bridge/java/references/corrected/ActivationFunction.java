package corrected;

/**
 * The forum's class put right, by the operations of the Python package {@code activations} one by one:
 * its compiled core gives the same bits.
 *
 * <p>All derivatives are taken at the pre-activation. No method writes into its arguments. NaN gives
 * NaN.
 */
public final class ActivationFunction {
    private static final double NEGATIVE_SLOPE = 0.01;

    private ActivationFunction() {}

    public static double tanh(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double size = Math.abs(x);
        if (size < 0x1p-17) {
            return Math.copySign(Math.fma(size * (size * size), -0x1.5555555555555p-2, size), x);
        }
        Exponential e = Exponential.of(-2 * Math.min(size, 20), 0, 0);
        double d = Math.fma(e.power, e.head, 1);
        double dLow = Math.fma(e.power, e.tail, Math.fma(e.power, e.head, 1 - d));
        double n = Math.fma(-e.power, e.head, 1);
        double nLow = Math.fma(-e.power, e.tail, Math.fma(-e.power, e.head, 1 - n));
        double inverse = 1 / d;
        double q = n * inverse;
        double rest = Math.fma(-q, d, n) + Math.fma(-q, dLow, nLow);
        return Math.copySign(Math.fma(rest, inverse, q), x);
    }

    public static double sigmoid(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        Exponential e = Exponential.of(-Math.min(Math.abs(x), 746), 0, 64);
        double d = Math.fma(e.power, e.head, 0x1p64); // times 2^64 nothing is subnormal
        double dLow = Math.fma(e.power, e.tail, Math.fma(e.power, e.head, 0x1p64 - d));
        double inverse = 1 / d;
        double inverseLow = inverse * Math.fma(-inverse, dLow, Math.fma(-inverse, d, 1));
        return x >= 0
                ? Exponential.quotient(1, 0, inverse, inverseLow) * 0x1p64
                : Exponential.quotient(e.head, e.tail, inverse, inverseLow) * e.power;
    }

    public static double relu(double x) {
        return Math.max(x, 0.0);
    }

    public static double leaky_relu(double x) {
        return x > 0 ? x : x * NEGATIVE_SLOPE;
    }

    /**
     * Exponentials of the shifted entries over their sum, both with what their rounding lost, and
     * that of the shift, which the exponential would magnify.
     */
    public static double[] softmax(double[] z) {
        requireEntries(z);
        Rows row = Rows.of(z);
        double[] shares = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            Exponential e = row.exponential(z[i]);
            double head = e.head * e.power;
            double tail = e.tail * e.power;
            shares[i] =
                    Exponential.quotient(head, tail, row.inverse, row.inverseLow) * 0x1p-128;
        }
        return shares;
    }

    public static double dTanh(double x) {
        return Double.isNaN(x) ? x : bell(-2 * Math.min(Math.abs(x), 374), 4);
    }

    public static double dSigmoid(double x) {
        return Double.isNaN(x) ? x : bell(-Math.min(Math.abs(x), 746), 1);
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

    /** {@code scale * exp(y) / (1 + exp(y))^2} */
    private static double bell(double y, double scale) {
        Exponential e = Exponential.of(y, 0, 64);
        double d = Math.fma(e.power, e.head, 0x1p64);
        double dLow = Math.fma(e.power, e.tail, Math.fma(e.power, e.head, 0x1p64 - d));
        double square = d * d;
        double squareLow = Math.fma(d + d, dLow, Math.fma(d, d, -square));
        double inverse = 1 / square;
        double q = e.head * inverse;
        double rest = Math.fma(-q, square, e.head) + Math.fma(-q, squareLow, e.tail);
        return Math.fma(rest, inverse, q) * (e.power * (scale * 0x1p64));
    }

    private static void requireEntries(double[] v) {
        if (v.length == 0) {
            throw new IllegalArgumentException("array must not be empty");
        }
    }
}
