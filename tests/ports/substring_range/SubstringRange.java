public class SubstringRange {
    /** Returns the first three characters of a phone number. */
    public static String areaCode(String phone) {
        return phone.substring(0, 3);
    }
}
