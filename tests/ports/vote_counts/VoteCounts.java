import java.util.HashMap;
import java.util.Map;

public class VoteCounts {
    /** Returns the answers that were given and how often, such as "no:2 yes:1 ". */
    public static String voteCounts(boolean[] votes) {
        Map<Boolean, Integer> counts = new HashMap<>();
        for (boolean vote : votes) {
            counts.put(vote, counts.getOrDefault(vote, 0) + 1);
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Boolean, Integer> entry : counts.entrySet()) {
            text.append(entry.getKey() ? "yes:" : "no:").append(entry.getValue()).append(' ');
        }
        return text.toString();
    }
}
