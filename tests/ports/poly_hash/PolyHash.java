public class PolyHash {
    /** Returns the polynomial hash of a text with factor 31. */
    public static int polyHash(String text) {
        int h = 0;
        for (int i = 0; i < text.length(); i++) {
            h = 31 * h + text.charAt(i);
        }
        return h;
    }
}
