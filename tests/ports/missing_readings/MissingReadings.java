import java.util.Collections;
import java.util.List;

public class MissingReadings {
    /** Counts the missing readings, which are stored as NaN. */
    public static int missing(List<Double> readings) {
        return Collections.frequency(readings, Double.NaN);
    }
}
