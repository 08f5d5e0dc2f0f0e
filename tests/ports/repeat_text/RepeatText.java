public class RepeatText {
    /** Returns a line of up to nine dashes. */
    public static String ruler(short width) {
        return "-".repeat(width % 10);
    }
}
