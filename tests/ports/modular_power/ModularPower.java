public class ModularPower {
    /** Returns base to the power of exponent, modulo a positive modulus. */
    public static long modPow(long base, long exponent, long modulus) {
        if (modulus <= 0) {
            return 0;
        }
        long result = 1 % modulus;
        long square = Math.floorMod(base, modulus);
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result * square % modulus;
            }
            square = square * square % modulus;
        }
        return result;
    }
}
