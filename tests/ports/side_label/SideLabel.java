public class SideLabel {
    /** Says how far to which side something is. */
    public static String sideLabel(long metres) {
        String side = metres < 0 ? "left" : "right";
        return Math.abs(metres) + " m " + side;
    }
}
