public class OverloadedEncode {
    /** Encodes a number. */
    public static String encode(int value) {
        return "i" + value;
    }

    /** Encodes a flag. */
    public static String encode(boolean value) {
        return value ? "yes" : "no";
    }

    /** Encodes a text. */
    public static String encode(String value) {
        return "'" + value + "'";
    }
}
