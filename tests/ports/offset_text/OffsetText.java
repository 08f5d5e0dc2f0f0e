public class OffsetText {
    /** Returns an offset in minutes as hours and minutes. */
    public static String offsetText(int offset) {
        int hours = offset / 60;
        int minutes = Math.abs(offset % 60);
        return hours + "h" + minutes;
    }
}
