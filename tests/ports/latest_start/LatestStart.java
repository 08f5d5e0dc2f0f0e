public class LatestStart {
    /** Returns the latest start before the end, which none of them may reach. */
    public static long latestStart(long[] starts, long end) {
        long latest = Long.MIN_VALUE;
        for (long start : starts) {
            if (start < end) {
                latest = Math.max(latest, start);
            }
        }
        return latest;
    }
}
