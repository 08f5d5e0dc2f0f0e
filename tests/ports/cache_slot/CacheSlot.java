public class CacheSlot {
    /** Returns the slot of a key of bytes in a cache of 64. */
    public static int slot(byte[] key) {
        int hash = 0x811c9dc5;
        for (byte b : key) {
            hash = (hash ^ b & 0xff) * 16777619;
        }
        return (hash ^ hash >>> 15) & 63;
    }
}
