public class BatteryPercent {
    /** Returns a charge as whole percent between 0 and 100. */
    public static int percent(double charge, double capacity) {
        int percent = (int) (charge / capacity * 100);
        return Math.max(0, Math.min(100, percent));
    }
}
