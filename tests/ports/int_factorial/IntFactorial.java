public class IntFactorial {
    /** Returns n factorial, or 1 for n below 2; n is capped at 60. */
    public static int factorial(int n) {
        int product = 1;
        for (int i = 2; i <= n && i <= 60; i++) {
            product *= i;
        }
        return product;
    }
}
