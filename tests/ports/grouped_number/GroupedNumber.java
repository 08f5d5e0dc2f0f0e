public class GroupedNumber {
    /** Reads a number of thousands written with a separator, or -1. */
    public static int readThousands(int thousands) {
        return parse(thousands + "_000");
    }

    static int parse(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
