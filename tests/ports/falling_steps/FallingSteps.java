public class FallingSteps {
    /** Counts the values below the one that lies `lag` places before. */
    public static int fallingSteps(int[] values, int lag) {
        int count = 0;
        for (int i = lag % 3; i < values.length; i++) {
            if (values[i] < values[i - 1]) {
                count++;
            }
        }
        return count;
    }
}
