public class GcdSigns {
    /** Returns the greatest common divisor of two numbers. */
    public static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
