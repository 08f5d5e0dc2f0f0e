public class RunningMean {
    /** Returns the mean of the readings, in tenths of a unit. */
    public static float mean(short[] readings) {
        float mean = 0;
        int n = 0;
        for (short reading : readings) {
            n++;
            mean += (reading * 0.1f - mean) / n;
        }
        return mean;
    }
}
