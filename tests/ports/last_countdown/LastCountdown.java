public class LastCountdown {
    /** Counts down from ten and returns where a level ended it. */
    public static int firedAt(int[] levels) {
        int second = 10;
        int sum = 0;
        for (; second > 0; second--) {
            sum += levels[second % levels.length] % 50;
            if (sum > 150) {
                break;
            }
        }
        return second;
    }
}
