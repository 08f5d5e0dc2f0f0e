public class BitLength {
    /** Returns the number of bits up to the highest one. */
    public static int bitLength(long word) {
        int length = 0;
        while (word != 0) {
            word >>>= 1;
            length++;
        }
        return length;
    }
}
