public class SignedQuotient {
    /** Returns how often the divisor fits into the dividend. */
    public static int quotient(int dividend, int divisor) {
        return dividend / divisor;
    }
}
