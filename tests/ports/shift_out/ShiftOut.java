public class ShiftOut {
    /** Counts the left shifts until no bit is left. */
    public static int stepsToZero(int word) {
        int steps = 0;
        while (word != 0) {
            word <<= 1;
            steps++;
        }
        return steps;
    }
}
