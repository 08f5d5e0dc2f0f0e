public class HashBucket {
    /** Returns the bucket of a key in a table with 16 buckets. */
    public static int bucket(String key) {
        int h = key.hashCode();
        h ^= h >>> 16;
        return h & 15;
    }
}
