public class FloatMagnitude {
    /** Returns the magnitude of x. */
    public static float magnitude(float x) {
        return (float) Math.sqrt(x * x);
    }
}
