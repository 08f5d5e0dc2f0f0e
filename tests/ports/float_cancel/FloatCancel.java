public class FloatCancel {
    /** Returns what remains of small after adding and subtracting a square. */
    public static float cancel(float root, float small) {
        float square = root * root;
        return (square + small) - square;
    }
}
