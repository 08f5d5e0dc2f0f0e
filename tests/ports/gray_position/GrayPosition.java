public class GrayPosition {
    /** Returns the position of a word in the sequence of Gray codes. */
    public static int position(int word) {
        int position = word;
        for (int width = 16; width > 0; width >>= 1) {
            position ^= position >>> width;
        }
        return position;
    }
}
