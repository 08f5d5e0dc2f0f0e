public class FloatSteps {
    /** Adds a step to itself up to a thousand times. */
    public static float walk(float step, int count) {
        float position = 0f;
        for (int i = 0; i < count && i < 1000; i++) {
            position += step;
        }
        return position;
    }
}
