public class TextPreview {
    private static final int LIMIT = 3;

    /** Returns at most three characters from the start of a text. */
    public static String preview(String text) {
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT);
    }
}
