public class IntPower {
    /** Raises base to the low five bits of exponent by repeated squaring. */
    public static int power(int base, int exponent) {
        int result = 1;
        int left = exponent & 31;
        while (left > 0) {
            if ((left & 1) == 1) {
                result *= base;
            }
            base *= base;
            left >>= 1;
        }
        return result;
    }
}
