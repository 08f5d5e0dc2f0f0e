public class SignalAdvice {
    enum Signal { RED, AMBER, GREEN }

    /** Tells what a driver does at a signal. */
    public static String advice(Signal signal, boolean isWet) {
        String advice = "";
        switch (signal) {
            case AMBER:
                if (isWet) {
                    advice += "brake early, ";
                }
            case RED:
                advice += "stop";
                break;
            default:
                advice += "go";
        }
        return advice;
    }
}
