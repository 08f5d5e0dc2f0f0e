import java.util.ArrayList;
import java.util.Collections;

public class ReversedCopy {
    /** Returns the words in reverse order. */
    public static ArrayList<String> inReverse(ArrayList<String> words) {
        ArrayList<String> result = new ArrayList<>(words);
        Collections.reverse(result);
        return result;
    }
}
