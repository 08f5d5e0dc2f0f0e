public class SubnetSize {
    /** Returns how many addresses a network with such a prefix has. */
    public static long hosts(byte prefix) {
        int free = 32 - prefix;
        return 1L << free;
    }
}
