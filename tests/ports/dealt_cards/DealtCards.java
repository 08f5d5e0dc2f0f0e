import java.util.ArrayList;
import java.util.List;

public class DealtCards {
    /** Deals cards to three players in turn. */
    public static List<List<Integer>> deal(List<Integer> cards) {
        List<List<Integer>> hands = new ArrayList<>();
        for (int player = 0; player < 3; player++) {
            hands.add(new ArrayList<>());
        }
        for (int i = 0; i < cards.size(); i++) {
            hands.get(i % 3).add(cards.get(i));
        }
        return hands;
    }
}
