public class PercentLabel {
    /** Returns a ratio as whole percent. */
    public static long percent(float ratio) {
        return (long) (ratio * 100);
    }
}
