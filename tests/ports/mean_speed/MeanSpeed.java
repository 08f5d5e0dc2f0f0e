public class MeanSpeed {
    /** Returns the mean speed over a way with as many stages. */
    public static double meanSpeed(double[] kilometres, double[] hours) {
        double way = 0;
        double time = 0;
        for (int i = 0; i < kilometres.length && i < hours.length; i++) {
            way += kilometres[i];
            time += hours[i];
        }
        return way / time;
    }
}
