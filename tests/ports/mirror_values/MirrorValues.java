public class MirrorValues {
    /** Returns a new array with the sign of every value flipped. */
    public static int[] mirror(int[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = -values[i];
        }
        return result;
    }
}
