public class HexDump {
    private static final String DIGITS = "0123456789abcdef";

    /** Returns the bytes as pairs of hexadecimal digits. */
    public static String toHex(byte[] data) {
        StringBuilder result = new StringBuilder(2 * data.length);
        for (byte b : data) {
            result.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
        }
        return result.toString();
    }
}
