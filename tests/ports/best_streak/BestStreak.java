public class BestStreak {
    /** Returns the largest sum of neighbours, at least one of them. */
    public static long bestStreak(int[] changes) {
        long best = Integer.MIN_VALUE;
        long sum = 0;
        for (int change : changes) {
            sum = Math.max(sum + change, change);
            best = Math.max(best, sum);
        }
        return best;
    }
}
