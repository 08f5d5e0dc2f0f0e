public class SignalEnergy {
    /** Returns the sum of the squares of the samples. */
    public static int energy(short[] samples) {
        int sum = 0;
        for (short sample : samples) {
            sum += sample * sample;
        }
        return sum;
    }
}
