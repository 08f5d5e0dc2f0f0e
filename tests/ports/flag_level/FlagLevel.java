public class FlagLevel {
    /** Returns 1 if a reading is above its limit, else 0. */
    public static int level(double reading, double limit) {
        return reading > limit ? 1 : 0;
    }
}
