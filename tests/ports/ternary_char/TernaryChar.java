public class TernaryChar {
    /** Returns the text of a cell: a cross, or the number. */
    public static String cell(boolean marked, int number) {
        return String.valueOf(marked ? 'x' : number);
    }
}
