public class BinaryFind {
    /** Returns where a value is in a sorted array, or -1. */
    public static int find(byte[] sorted, byte value) {
        return find(sorted, value, 0, sorted.length - 1);
    }

    private static int find(byte[] sorted, byte value, int low, int high) {
        if (low > high) {
            return -1;
        }
        int mid = (low + high) >>> 1;
        if (sorted[mid] == value) {
            return mid;
        }
        if (sorted[mid] < value) {
            return find(sorted, value, mid + 1, high);
        }
        return find(sorted, value, low, mid - 1);
    }
}
