public class NanoClock {
    /** Returns a time of seconds and nanoseconds in nanoseconds. */
    public static long nanos(long seconds, int nanos) {
        return seconds * 1_000_000_000L + nanos;
    }
}
