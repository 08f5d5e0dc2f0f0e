public class EggBoxes {
    /** Returns how many boxes of six all eggs need. */
    public static int boxes(int[] eggs) {
        int sum = 0;
        for (int count : eggs) {
            sum += Math.max(count % 1000, 0);
        }
        return (sum + 5) / 6;
    }
}
