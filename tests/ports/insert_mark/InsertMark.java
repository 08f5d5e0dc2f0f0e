public class InsertMark {
    /** Inserts an asterisk into a text. */
    public static String insertMark(String text, int position) {
        return new StringBuilder(text).insert(position, '*').toString();
    }
}
