public class TextChanged {
    /** Tells whether an editor's text was changed. */
    public static boolean isChanged(String before, String after) {
        if (before.length() != after.length()) {
            return true;
        }
        return new String(before) != after;
    }
}
