public class LuhnDigit {
    /** Returns the digit that completes a number by Luhn's rule. */
    public static int checkDigit(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < digits.length; i++) {
            int digit = (digits[i] & 0xff) % 10;
            if ((digits.length - i) % 2 == 1) {
                digit *= 2;
                digit = digit / 10 + digit % 10;
            }
            sum += digit;
        }
        return (10 - sum % 10) % 10;
    }
}
