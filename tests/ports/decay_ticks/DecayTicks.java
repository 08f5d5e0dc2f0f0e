public class DecayTicks {
    /** Returns the ticks of a clock, 2^50 to the unit, until a level is reached. */
    public static long ticks(byte level) {
        double life = StrictMath.exp(level / 50.0);
        return (long) (life * 1125899906842624.0);
    }
}
