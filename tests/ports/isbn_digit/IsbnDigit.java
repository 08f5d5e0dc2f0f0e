public class IsbnDigit {
    /** Returns the check character of an ISBN of ten, from its first nine digits. */
    public static String checkDigit(int number) {
        int rest = Math.abs(number % 1000000000);
        int sum = 0;
        for (int weight = 2; weight <= 10; weight++) {
            sum += rest % 10 * weight;
            rest /= 10;
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? "X" : String.valueOf(check);
    }
}
