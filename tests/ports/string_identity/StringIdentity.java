public class StringIdentity {
    /** Tells whether a text reads the same in both directions. */
    public static boolean isMirrored(String text) {
        if (text.isEmpty()) {
            return true;
        }
        String reversed = new StringBuilder(text).reverse().toString();
        return reversed == text;
    }
}
