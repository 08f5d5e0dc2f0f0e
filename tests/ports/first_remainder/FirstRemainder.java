import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

public class FirstRemainder {
    /** Returns the remainders by twelve that occur, each once. */
    public static List<Integer> remainders(List<Integer> values) {
        Set<Integer> seen = new HashSet<>();
        List<Integer> result = new ArrayList<>();
        for (int value : values) {
            seen.add(Math.floorMod(value, 12));
        }
        for (int remainder : seen) {
            result.add(remainder);
        }
        return result;
    }
}
