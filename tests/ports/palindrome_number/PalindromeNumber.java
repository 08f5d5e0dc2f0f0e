public class PalindromeNumber {
    /** Tells whether the decimal digits of a number form a palindrome. */
    public static boolean isPalindrome(int number) {
        String digits = Integer.toString(Math.abs(number));
        String reversed = new StringBuilder(digits).reverse().toString();
        return reversed.equals(digits);
    }
}
