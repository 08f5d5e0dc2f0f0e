public class CheckedDivide {
    /** Divides every amount by the units it belongs to and sums up. */
    public static long perUnit(int[] amounts, int[] units) {
        long sum = 0;
        try {
            for (int i = 0; i < amounts.length; i++) {
                sum += amounts[i] / units[i];
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            sum = -1;
        }
        return sum;
    }
}
