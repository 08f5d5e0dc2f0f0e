public class BinaryMiddle {
    /** Returns the middle of two positions. */
    public static int middle(int low, int high) {
        return (low + high) / 2;
    }
}
