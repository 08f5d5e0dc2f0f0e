public class AddressParts {
    /** Returns the four numbers of an address. */
    public static int[] parts(int address) {
        return new int[] {
            address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255
        };
    }
}
