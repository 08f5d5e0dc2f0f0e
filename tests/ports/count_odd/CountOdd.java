import java.util.List;

public class CountOdd {
    /** Counts the values whose remainder by two is one. */
    public static int countOdd(List<Integer> values) {
        int count = 0;
        for (int value : values) {
            if (value % 2 == 1) {
                count++;
            }
        }
        return count;
    }
}
