import java.util.Arrays;

public class MedianSorts {
    /** Returns the lower median of the values. */
    public static int median(int[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }
}
