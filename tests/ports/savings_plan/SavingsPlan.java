public class SavingsPlan {
    /** Returns what is saved after two years of monthly deposits with interest. */
    public static float saved(short deposit) {
        float saved = 0f;
        for (int month = 0; month < 24; month++) {
            saved = (saved + deposit) * 1.0025f;
        }
        return saved;
    }
}
