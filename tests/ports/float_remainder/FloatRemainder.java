public class FloatRemainder {
    /** Returns what is left of x after taking away whole multiples of step. */
    public static double remainder(double x, double step) {
        return x % step;
    }
}
