public class CoinTurnstile {
    /** Counts who passes a turnstile: 0 is a coin, 1 a push, 2 the guard who locks it. */
    public static int passed(int[] events) {
        boolean open = false;
        int passed = 0;
        for (int event : events) {
            switch (event & 3) {
                case 0:
                    open = true;
                    break;
                case 1:
                    if (open) {
                        passed++;
                        open = false;
                    }
                    break;
                case 2:
                    open = false;
                    break;
                default:
                    passed += event / 64;
            }
        }
        return passed;
    }
}
