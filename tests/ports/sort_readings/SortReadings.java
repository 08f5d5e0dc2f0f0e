import java.util.Arrays;

public class SortReadings {
    /** Sorts the readings in place. */
    public static void sortReadings(double[] readings) {
        Arrays.sort(readings);
    }
}
