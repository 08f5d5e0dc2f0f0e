import java.util.List;

public class SameInitial {
    /** Counts the words that start with the same letter as the first one. */
    public static int sameInitial(List<String> words) {
        int count = 0;
        for (String word : words) {
            String initial = word.isEmpty() ? "" : word.substring(0, 1) + "";
            String wanted = words.get(0).isEmpty() ? "" : words.get(0).substring(0, 1) + "";
            if (initial == wanted) {
                count++;
            }
        }
        return count;
    }
}
