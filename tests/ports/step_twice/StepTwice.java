public class StepTwice {
    /** Adds a counter before and after stepping it twice. */
    public static int step(int counter) {
        return counter++ + ++counter;
    }
}
