public class SaturatingCast {
    /** Drops the fraction of x. */
    public static int truncate(double x) {
        return (int) x;
    }
}
