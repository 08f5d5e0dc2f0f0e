public class HitPoints {
    /** Returns the hit points that are left after blows, each half as strong again. */
    public static int left(int start, byte[] blows) {
        int points = start;
        for (byte blow : blows) {
            if (blow <= 0) {
                continue;
            }
            points -= blow * 1.5;
            if (points <= 0) {
                return 0;
            }
        }
        return points;
    }
}
