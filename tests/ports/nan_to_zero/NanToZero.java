public class NanToZero {
    /** Rounds every temperature down to whole degrees and adds them up. */
    public static long wholeDegrees(double[] temperatures) {
        long sum = 0;
        for (double t : temperatures) {
            sum += (long) Math.floor(t);
        }
        return sum;
    }
}
