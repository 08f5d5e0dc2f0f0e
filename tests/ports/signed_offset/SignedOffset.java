public class SignedOffset {
    /** Formats an offset with its sign and reads it back, 0 if unreadable. */
    public static int readOffset(int hours) {
        String text = String.format("%+d", hours);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
