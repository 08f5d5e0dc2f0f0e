public class TextLength {
    /** Returns how many characters of a 140 character message are left. */
    public static int remaining(String text) {
        return 140 - text.length();
    }
}
