public class BinaryText {
    /** Returns the binary digits of a word. */
    public static String toBinary(int word) {
        return Integer.toBinaryString(word);
    }
}
