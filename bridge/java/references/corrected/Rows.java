package corrected;

/**
 * The largest entry of a row and the sum of its exponentials.
 *
 * <p>What is not the largest is summed relative to the second largest, as integers in units of 2^-42
 * and 2^-88, which is exact in any order: so a row dealt out to the lanes of a vector gives the same.
 */
final class Rows {
    private static final double LOWEST = -765;
    private static final int LIFT = 128;
    private static final double COARSE = 0x1.8p+138;
    private static final double FINE = 0x1.8p+92;
    private static final int SUMMED = 1 << 17; // entries whose units fit into a long

    private final double largest;
    final double inverse; // of the sum; NaN for a row without a distribution
    final double inverseLow;

    private Rows(double largest, double inverse, double inverseLow) {
        this.largest = largest;
        this.inverse = inverse;
        this.inverseLow = inverseLow;
    }

    static Rows of(double[] z) {
        double largest = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double entry : z) {
            if (Double.isNaN(entry)) {
                return new Rows(largest, Double.NaN, Double.NaN);
            }
            second = Math.max(second, Math.min(entry, largest));
            largest = Math.max(largest, entry);
        }
        if (Double.isInfinite(largest)) {
            return new Rows(largest, Double.NaN, Double.NaN);
        }
        double y = Math.max(second - largest, LOWEST);
        double unit = Exponential.powerOf2(Math.fma(y, 0x1.71547652b82fep+0, 0x1.8p+52 + 1023 + LIFT));
        return new Rows(largest, 0, 0).sum(z, unit);
    }

    /** exp(entry - largest) times 2^128 */
    Exponential exponential(double entry) {
        double offset = entry - largest;
        double error = offset > LOWEST ? errorOfSum(entry, -largest, offset) : 0;
        return Exponential.of(Math.max(offset, LOWEST), error, LIFT);
    }

    private Rows sum(double[] z, double unit) {
        double ties = 0;
        double rest = 0;
        double restLow = 0;
        long coarse = 0;
        long fine = 0;
        long toUnit = LIFT - Math.getExponent(unit); // too large to be a power's
        for (int i = 0; i < z.length; i++) {
            if (z[i] == largest) {
                ties++;
            } else if (z[i] - largest > LOWEST) {
                Exponential e = exponential(z[i]);
                double power = shift(e.power, toUnit);
                double head = e.head * power;
                double next = head + COARSE;
                coarse += bits(next) - bits(COARSE);
                fine += bits(((head - (next - COARSE)) + e.tail * power) + FINE) - bits(FINE);
            }
            if ((i + 1) % SUMMED == 0 || i + 1 == z.length) {
                double head = (coarse >> 24) * 0x1p-18;
                double tail = (coarse & 0xffffff) * 0x1p-42 + fine * 0x1p-88;
                double sum = rest + head;
                tail += errorOfSum(rest, head, sum) + restLow;
                rest = sum + tail;
                restLow = (sum - rest) + tail;
                coarse = 0;
                fine = 0;
            }
        }
        double scale = unit * 0x1p-128;
        double total = ties + rest * scale;
        double totalLow = errorOfSum(ties, rest * scale, total) + restLow * scale;
        double inverse = 1 / total;
        double lost = Math.fma(-inverse, totalLow, Math.fma(-inverse, total, 1));
        return new Rows(largest, inverse, inverse * lost);
    }

    /** Times 2^exponent, where all three are normal. */
    private static double shift(double power, long exponent) {
        return Double.longBitsToDouble(bits(power) + (exponent << 52));
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    /** The rounding error of {@code sum = a + b}, by Knuth. */
    private static double errorOfSum(double a, double b, double sum) {
        double seen = sum - a;
        return (a - (sum - seen)) + (b - seen);
    }
}
