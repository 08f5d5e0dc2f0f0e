public class PointHash {
    /** Returns the hash of a point on a grid. */
    public static int hashOf(int x, int y) {
        int hash = 17;
        hash = hash * 486187739 + x;
        hash = hash * 486187739 + y;
        return hash;
    }
}
