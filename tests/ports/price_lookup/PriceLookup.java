import java.util.Map;

public class PriceLookup {
    /** Returns the price of an article. */
    public static int price(Map<String, Integer> prices, String article) {
        return prices.get(article);
    }
}
