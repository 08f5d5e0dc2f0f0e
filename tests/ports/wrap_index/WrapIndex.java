public class WrapIndex {
    /** Maps an index into the range of a table of the given size. */
    public static int wrapIndex(int index, int size) {
        return index % size;
    }
}
