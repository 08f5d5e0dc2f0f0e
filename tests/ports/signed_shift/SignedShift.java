public class SignedShift {
    /** Returns the tile, 16 units wide, in which a coordinate lies. */
    public static int tileOf(int coordinate) {
        return coordinate >> 4;
    }
}
