public class RandomWalk {
    private static final long MULTIPLIER = 0x5DEECE66DL;

    /** Returns where a walk of eight steps from a seed ends. */
    public static int position(long seed) {
        int position = 0;
        for (int step = 0; step < 8; step++) {
            seed = seed * MULTIPLIER * MULTIPLIER + 11;
            position += seed < 0 ? -1 : 1;
        }
        return position;
    }
}
