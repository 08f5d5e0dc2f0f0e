public class ChunkGrid {
    private static final int SIZE = 16;

    /** Names the chunk of a block world in which a block lies. */
    public static String chunkName(int x, int z) {
        return "c." + x / SIZE + "." + z / SIZE;
    }
}
