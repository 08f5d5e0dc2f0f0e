public class IntegerRoot {
    /** Returns the integer square root of n, found by bisection. */
    public static int integerRoot(int n) {
        int low = 0;
        int high = Math.min(Math.max(n, 0), 100000);
        while (low < high) {
            int mid = (low + high + 1) / 2;
            if (mid * mid <= n) {
                low = mid;
            } else {
                high = mid - 1;
            }
        }
        return low;
    }
}
