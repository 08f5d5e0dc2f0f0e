public class RotThirteen {
    /** Encodes the small letters of a text by ROT13 in place. */
    public static void rotate(char[] text) {
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            if (c >= 'a' && c <= 'z') {
                text[i] = (char) ((c - 'a' + 13) % 26 + 'a');
            }
        }
    }
}
