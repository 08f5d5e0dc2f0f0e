public class DigitSum {
    /** Returns the sum of the decimal digits of a number. */
    public static int digitSum(int number) {
        int sum = 0;
        while (number != 0) {
            sum += number % 10;
            number /= 10;
        }
        return sum;
    }
}
