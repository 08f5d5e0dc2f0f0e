public class GrainNoise {
    /** Returns the grain of a picture at a pixel, from 0 to 1. */
    public static double grain(short x, short y) {
        double wave = StrictMath.sin(x * 12.9898 + y * 78.233) * 43758.5453;
        return wave - Math.floor(wave);
    }
}
