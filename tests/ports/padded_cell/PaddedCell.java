public class PaddedCell {
    /** Fills a text up to eight columns with dots. */
    public static String cell(String text) {
        StringBuilder cell = new StringBuilder(text);
        while (cell.length() < 8) {
            cell.append('.');
        }
        return cell.toString();
    }
}
