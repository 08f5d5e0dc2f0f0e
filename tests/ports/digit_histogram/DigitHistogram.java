import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class DigitHistogram {
    /** Returns the last digits that occur, each followed by its count. */
    public static List<Integer> digitsSeen(int[] numbers) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int number : numbers) {
            counts.merge(Math.floorMod(number, 10), 1, Integer::sum);
        }
        List<Integer> result = new ArrayList<>();
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            result.add(entry.getKey());
            result.add(entry.getValue());
        }
        return result;
    }
}
