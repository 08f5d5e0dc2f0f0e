public class DeepSum {
    /** Adds up the numbers from 1 to n, for n up to 100 000. */
    public static long triangle(int n) {
        long sum = 0;
        for (int i = Math.min(n, 100000); i > 0; i--) {
            sum += i;
        }
        return sum;
    }
}
