public class TrimmedLength {
    /** Returns a text in brackets without the space around it. */
    public static String bracket(String text) {
        return "[" + text.trim() + "]";
    }

    /** Returns the length of a text without the space around it. */
    public static int trimmedLength(String text) {
        return text.trim().length();
    }
}
