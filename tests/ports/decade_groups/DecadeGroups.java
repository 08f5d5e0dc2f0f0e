import java.util.HashMap;
import java.util.Map;

public class DecadeGroups {
    /** Returns how many people there are of every age in tens. */
    public static String groups(int[] ages) {
        Map<Integer, Integer> groups = new HashMap<>();
        for (int age : ages) {
            groups.merge(Math.floorMod(age, 100) / 10, 1, Integer::sum);
        }
        String text = "";
        for (int decade : groups.keySet()) {
            text += decade * 10 + "s: " + groups.get(decade) + "; ";
        }
        return text;
    }
}
