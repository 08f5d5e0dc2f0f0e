public class WallClock {
    /** Returns seconds since midnight as a time of the day before or after it. */
    public static String wallClock(int seconds) {
        int hours = seconds / 3600 % 24;
        int minutes = seconds / 60 % 60;
        return hours + ":" + minutes + ":" + seconds % 60;
    }
}
