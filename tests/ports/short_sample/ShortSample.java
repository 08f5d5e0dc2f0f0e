public class ShortSample {
    /** Amplifies an audio sample by a factor of three. */
    public static short amplify(short sample) {
        return (short) (sample * 3);
    }
}
