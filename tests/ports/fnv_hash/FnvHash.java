public class FnvHash {
    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 16777619;

    /** Returns the 32-bit FNV-1a hash of the bytes. */
    public static int fnv(byte[] data) {
        int hash = OFFSET;
        for (byte b : data) {
            hash ^= b & 0xff;
            hash *= PRIME;
        }
        return hash;
    }
}
