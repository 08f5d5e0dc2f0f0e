public class ToCelsius {
    /** Converts temperatures from Fahrenheit to whole degrees Celsius. */
    public static int[] toCelsius(short[] fahrenheit) {
        int[] celsius = new int[fahrenheit.length];
        for (int i = 0; i < celsius.length; i++) {
            celsius[i] = (fahrenheit[i] - 32) * 5 / 9;
        }
        return celsius;
    }
}
