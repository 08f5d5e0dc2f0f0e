public class ClockTime {
    private static final int DAY = 24 * 60;

    /** Returns the minutes from one time of day to the next occurrence of another. */
    public static int minutesUntil(int from, int to) {
        int start = Math.floorMod(from, DAY);
        int end = Math.floorMod(to, DAY);
        return end >= start ? end - start : end + DAY - start;
    }
}
