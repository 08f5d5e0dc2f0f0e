package forum;

/**
 * The class as a learner posted it, with the loop of the answer: every defect is kept on purpose.
 *
 * <p>Written anew from a description of what the posted code computes. The ledger of corrections
 * says what is wrong, method by method; {@code corrected.ActivationFunction} puts it right.
 */
public final class ActivationFunction {
    private ActivationFunction() {}

    public static double tanh(double v) {
        return Math.tanh(v);
    }

    public static double sigmoid(double v) {
        return 1 / 1 + Math.exp(-v);
    }

    public static double relu(double v) {
        return Math.max(v, 0);
    }

    public static double leaky_relu(double v) {
        return v > 0 ? v : v * 0.01;
    }

    public static double[] softmax(double[] v) {
        double shift = max(v);
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            v[i] -= shift;
            sum += Math.exp(v[i]);
        }
        double[] result = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            result[i] = Math.exp(v[i]) / sum;
        }
        return result;
    }

    private static double max(double[] v) {
        double largest = Double.MIN_VALUE;
        for (double entry : v) {
            if (entry > largest) {
                largest = entry;
            }
        }
        return largest;
    }

    public static double dTanh(double x) {
        double t = tanh(x);
        return 1 / t - t;
    }

    public static double dSigmoid(double x) {
        return x * (1 - x);
    }

    public static double dRelu(double x) {
        return x > 0 ? 1 : 0;
    }

    public static double dLeaky_Relu(double x) {
        if (x > 0) {
            return 1;
        }
        return x < 0 ? 0.01 : 0;
    }

    /** The answer's gradient of the cost with respect to the output layer's inputs. */
    public static double[] dCdz(double[] t, double[] a) {
        double[] gradient = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            gradient[i] = t[i] - a[i];
        }
        return gradient;
    }
}
