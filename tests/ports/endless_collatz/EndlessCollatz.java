public class EndlessCollatz {
    /** Returns the Collatz steps from the last three digits of n to 1. */
    public static int collatz(int n) {
        return steps(n % 1000);
    }

    private static int steps(int n) {
        if (n == 1) {
            return 0;
        }
        return 1 + steps(n % 2 == 0 ? n / 2 : 3 * n + 1);
    }
}
