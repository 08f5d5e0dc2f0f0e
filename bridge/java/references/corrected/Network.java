package corrected;

/**
 * A network of one hidden layer on the functions of this package's {@code ActivationFunction}, for
 * inputs of any length and ten classes: forward, back-propagation, gradient descent.
 *
 * <p>Its text is the same in both packages: what goes wrong in {@code forum} is due to the functions.
 */
public final class Network {
    private static final int CLASSES = 10;

    private final String activation;
    private final int inputs;
    private final int hidden;

    // W1 (inputs x hidden), b1, W2 (hidden x classes), b2, one after the other, row by row.
    private final double[] weights;
    private final double[] gradient;
    private final int b1;
    private final int w2;
    private final int b2;

    // What the last forward pass left.
    private final double[] z1;
    private final double[] a1;
    private double[] a2;

    private Network(String activation, int inputs, int hidden, double[] weights) {
        this.activation = activation;
        this.inputs = inputs;
        this.hidden = hidden;
        this.weights = weights;
        gradient = new double[weights.length];
        b1 = inputs * hidden;
        w2 = b1 + hidden;
        b2 = w2 + hidden * CLASSES;
        z1 = new double[hidden];
        a1 = new double[hidden];
    }

    /**
     * The weights after so many steps, each on the mean gradient of the next {@code batch} rows, which
     * start again where they end.
     *
     * @param activation of the hidden layer: sigmoid, tanh, relu or leaky_relu
     * @param weights W1 (inputs x hidden), b1, W2 (hidden x 10), b2, row by row
     * @param rows of inputs, one after the other
     * @param labels one for each row
     */
    public static double[] train(
            String activation,
            int hidden,
            double[] weights,
            double[] rows,
            int[] labels,
            int batch,
            int steps,
            double rate) {
        int inputs = rows.length / labels.length;
        Network network = new Network(activation, inputs, hidden, weights.clone());
        int row = 0;
        for (int step = 0; step < steps; step++) {
            java.util.Arrays.fill(network.gradient, 0);
            for (int i = 0; i < batch; i++) {
                network.forward(rows, row * inputs);
                network.backward(rows, row * inputs, labels[row]);
                row = (row + 1) % labels.length;
            }
            for (int i = 0; i < network.weights.length; i++) {
                network.weights[i] -= rate * network.gradient[i] / batch;
            }
        }
        return network.weights;
    }

    private void forward(double[] rows, int start) {
        for (int j = 0; j < hidden; j++) {
            double sum = weights[b1 + j];
            for (int i = 0; i < inputs; i++) {
                sum += rows[start + i] * weights[i * hidden + j];
            }
            z1[j] = sum;
            a1[j] = activate(sum);
        }
        double[] z2 = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            z2[k] = weights[b2 + k];
            for (int j = 0; j < hidden; j++) {
                z2[k] += a1[j] * weights[w2 + j * CLASSES + k];
            }
        }
        a2 = ActivationFunction.softmax(z2);
    }

    /** Adds the gradient of one row's cost. */
    private void backward(double[] rows, int start, int label) {
        double[] target = new double[CLASSES];
        target[label] = 1;
        double[] dz2 = ActivationFunction.dCdz(target, a2);
        for (int k = 0; k < CLASSES; k++) {
            gradient[b2 + k] += dz2[k];
        }
        for (int j = 0; j < hidden; j++) {
            double da1 = 0;
            for (int k = 0; k < CLASSES; k++) {
                gradient[w2 + j * CLASSES + k] += a1[j] * dz2[k];
                da1 += weights[w2 + j * CLASSES + k] * dz2[k];
            }
            double dz1 = da1 * derive(z1[j]);
            gradient[b1 + j] += dz1;
            for (int i = 0; i < inputs; i++) {
                gradient[i * hidden + j] += rows[start + i] * dz1;
            }
        }
    }

    private double activate(double z) {
        switch (activation) {
            case "sigmoid":
                return ActivationFunction.sigmoid(z);
            case "tanh":
                return ActivationFunction.tanh(z);
            case "relu":
                return ActivationFunction.relu(z);
            case "leaky_relu":
                return ActivationFunction.leaky_relu(z);
            default:
                throw new IllegalArgumentException("no such activation: " + activation);
        }
    }

    private double derive(double z) {
        switch (activation) {
            case "sigmoid":
                return ActivationFunction.dSigmoid(z);
            case "tanh":
                return ActivationFunction.dTanh(z);
            case "relu":
                return ActivationFunction.dRelu(z);
            default:
                return ActivationFunction.dLeaky_Relu(z);
        }
    }
}
