public class MiddleElement {
    /** Returns the element in the middle, the later one of two. */
    public static String middleElement(String[] names) {
        return names[names.length / 2];
    }
}
