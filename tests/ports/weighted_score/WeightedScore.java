public class WeightedScore {
    /** Returns the score of two exams, the second of which counts twice. */
    public static int score(short written, short oral) {
        return weigh(written, oral);
    }

    private static int weigh(int once, int twice) {
        return (once + 2 * twice) / 3;
    }
}
