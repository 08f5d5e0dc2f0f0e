public class PackedAmount {
    /** Reads an amount of two digits to the byte, up to the sign at its end. */
    public static int amount(byte[] packed) {
        int amount = 0;
        for (byte b : packed) {
            if ((b & 15) == 13) {
                return -amount;
            }
            amount = amount * 100 + (b >> 4 & 15) * 10 + (b & 15);
        }
        return amount;
    }
}
