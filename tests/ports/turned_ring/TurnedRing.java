public class TurnedRing {
    /** Returns the values of a ring, turned to the right. */
    public static int[] turned(int[] ring, int steps) {
        int n = ring.length;
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[Math.floorMod(i + steps % n, n)] = ring[i];
        }
        return result;
    }
}
