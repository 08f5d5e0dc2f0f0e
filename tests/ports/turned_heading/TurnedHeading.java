public class TurnedHeading {
    /** Returns the heading of a ship in degrees after it has turned. */
    public static double turned(double heading, double turn) {
        return (heading + turn) % 360.0;
    }
}
