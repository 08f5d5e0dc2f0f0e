import java.util.ArrayList;

public class RemoveWhileIterating {
    /** Removes the negative values of a list. */
    public static void removeNegatives(ArrayList<Integer> values) {
        for (Integer value : values) {
            if (value < 0) {
                values.remove(value);
            }
        }
    }
}
