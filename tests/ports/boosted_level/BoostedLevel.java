public class BoostedLevel {
    /** Raises a volume level by one and a half times every step. */
    public static byte boost(byte[] steps) {
        byte level = 0;
        for (byte step : steps) {
            level += step * 1.5;
        }
        return level;
    }
}
