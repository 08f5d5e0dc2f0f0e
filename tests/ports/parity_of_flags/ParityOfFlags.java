public class ParityOfFlags {
    /** Tells whether an odd number of flags is set. */
    public static Boolean parity(boolean[] flags) {
        boolean result = false;
        for (boolean flag : flags) {
            result ^= flag;
        }
        return result;
    }
}
