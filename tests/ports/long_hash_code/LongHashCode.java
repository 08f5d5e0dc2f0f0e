public class LongHashCode {
    /** Returns a hash of 32 bits for a number of 64. */
    public static int hashOf(long number) {
        return (int) (number ^ number >>> 32);
    }
}
