public class CommonFactor {
    /** Returns the least common multiple of two small numbers. */
    public static int leastMultiple(byte first, byte second) {
        int a = Math.abs(first);
        int b = Math.abs(second);
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return a == 0 ? 0 : Math.abs(first * second) / a;
    }
}
