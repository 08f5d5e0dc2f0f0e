public class HailstonePeak {
    /** Returns the highest number of twenty steps, halved if even, else tripled and one more. */
    public static int peak(int start) {
        int n = start;
        int peak = start;
        for (int step = 0; step < 20 && n != 1; step++) {
            n = n % 2 == 0 ? n / 2 : 3 * n + 1;
            peak = Math.max(peak, n);
        }
        return peak;
    }
}
