public class DirectionKey {
    /** Returns a key for the direction of a vector. */
    public static long directionKey(short x, short y) {
        double angle = StrictMath.atan2(y, x);
        return Double.doubleToLongBits(angle) >> 1;
    }
}
