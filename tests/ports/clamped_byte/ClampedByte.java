public class ClampedByte {
    /** Returns a brightness as a byte without a sign. */
    public static int clamped(double brightness, double contrast) {
        int value = (int) (brightness * contrast) + 128;
        if (value < 0) {
            return 0;
        }
        return value > 255 ? 255 : value;
    }
}
