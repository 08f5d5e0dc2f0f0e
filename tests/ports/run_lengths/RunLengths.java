import java.util.ArrayList;
import java.util.List;

public class RunLengths {
    /** Returns the lengths of the runs of equal values. */
    public static List<Integer> runLengths(int[] values) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int start = i;
            while (i + 1 < values.length && values[i + 1] == values[start]) {
                i++;
            }
            lengths.add(i - start + 1);
        }
        return lengths;
    }
}
