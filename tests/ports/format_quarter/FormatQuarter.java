import java.util.Locale;

public class FormatQuarter {
    /** Formats a number of quarters with one decimal. */
    public static String formatQuarters(int quarters) {
        return String.format(Locale.ROOT, "%.1f", quarters / 4.0);
    }
}
