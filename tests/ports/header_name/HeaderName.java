public class HeaderName {
    /** Returns the name of a line such as "Accept: text". */
    public static String headerName(byte[] line) {
        StringBuilder text = new StringBuilder();
        for (byte b : line) {
            text.append((char) (b & 0x7f));
        }
        String header = text.toString();
        return header.substring(0, header.indexOf(":"));
    }
}
