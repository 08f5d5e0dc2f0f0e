public class StepsPerTick {
    /** Returns the whole steps of a motor in one tick; 0 if there are no ticks. */
    public static int stepsPerTick(int steps, int ticks) {
        if (ticks == 0) {
            return 0;
        }
        return steps / ticks;
    }
}
