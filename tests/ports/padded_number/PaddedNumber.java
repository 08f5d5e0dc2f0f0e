public class PaddedNumber {
    /** Formats a number in five columns and reads it back. */
    public static int parsePadded(int number) {
        String column = String.format("%5d", number);
        return Integer.parseInt(column);
    }
}
