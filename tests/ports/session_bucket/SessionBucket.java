public class SessionBucket {
    /** Returns the bucket of a session in a table of 13. */
    public static int bucket(int user, int device) {
        int hash = 31 * user + device;
        hash = hash * 0x2c1b3c6d ^ user;
        return hash % 13;
    }
}
