public class MidPoints {
    /** Returns the points between each two neighbours on a ruler. */
    public static int[] midPoints(short[] points) {
        if (points.length < 2) {
            return new int[0];
        }
        int[] middles = new int[points.length - 1];
        for (int i = 0; i < middles.length; i++) {
            middles[i] = (points[i] + points[i + 1]) / 2;
        }
        return middles;
    }
}
