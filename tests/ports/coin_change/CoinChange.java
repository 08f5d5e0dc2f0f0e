import java.util.Arrays;

public class CoinChange {
    /** Returns the fewest coins that make up an amount modulo 50. */
    public static int fewestCoins(int[] coins, int amount) {
        int target = Math.floorMod(amount, 50);
        int[] fewest = new int[target + 1];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        fewest[0] = 0;
        for (int sum = 1; sum <= target; sum++) {
            for (int coin : coins) {
                if (coin > 0 && coin <= sum) {
                    fewest[sum] = Math.min(fewest[sum], fewest[sum - coin] + 1);
                }
            }
        }
        return fewest[target];
    }
}
