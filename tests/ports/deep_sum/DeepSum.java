public class DeepSum {
    /** Adds up the numbers from 1 to n, for n up to 3000. */
    public static int triangle(int n) {
        if (n <= 0) {
            return 0;
        }
        if (n > 3000) {
            return triangle(3000);
        }
        return n + triangle(n - 1);
    }
}
