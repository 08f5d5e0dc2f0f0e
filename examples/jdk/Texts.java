import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts: String, StringBuilder and the formatter. */
public class Texts {
    public static int length(String s) {
        return s.length();
    }

    public static int codePointCount(String s) {
        return s.codePointCount(0, s.length());
    }

    public static boolean isEmpty(String s) {
        return s.isEmpty();
    }

    public static boolean isBlank(String s) {
        return s.isBlank();
    }

    public static char charAt(String s, int index) {
        return s.charAt(index);
    }

    public static String substringFrom(String s, int begin) {
        return s.substring(begin);
    }

    public static String substring(String s, int begin, int end) {
        return s.substring(begin, end);
    }

    public static int indexOf(String s, String part) {
        return s.indexOf(part);
    }

    public static int indexOfFrom(String s, String part, int from) {
        return s.indexOf(part, from);
    }

    public static int lastIndexOf(String s, String part) {
        return s.lastIndexOf(part);
    }

    public static boolean contains(String s, String part) {
        return s.contains(part);
    }

    public static boolean startsWith(String s, String prefix) {
        return s.startsWith(prefix);
    }

    public static boolean endsWith(String s, String suffix) {
        return s.endsWith(suffix);
    }

    public static boolean equalsIgnoreCase(String a, String b) {
        return a.equalsIgnoreCase(b);
    }

    public static int compareTo(String a, String b) {
        return a.compareTo(b);
    }

    public static int signOfCompareTo(String a, String b) {
        return Integer.signum(a.compareTo(b));
    }

    public static String toUpperCase(String s) {
        return s.toUpperCase(Locale.ROOT);
    }

    public static String toLowerCase(String s) {
        return s.toLowerCase(Locale.ROOT);
    }

    public static String trim(String s) {
        return s.trim();
    }

    public static String strip(String s) {
        return s.strip();
    }

    public static String stripTrailing(String s) {
        return s.stripTrailing();
    }

    public static String replace(String s, String old, String with) {
        return s.replace(old, with);
    }

    public static String repeat(String s, byte times) {
        return s.repeat(times);
    }

    public static String reverse(String s) {
        return new StringBuilder(s).reverse().toString();
    }

    public static String concat(String a, String b) {
        return a + b;
    }

    public static String join(List<String> parts) {
        return String.join(",", parts);
    }

    public static String[] splitAtComma(String s) {
        return s.split(",");
    }

    public static String[] splitAtBlanks(String s) {
        return s.split("\\s+");
    }

    public static List<String> lines(String s) {
        return s.lines().collect(Collectors.toList());
    }

    public static List<String> characters(String s) {
        return Arrays.asList(s.split(""));
    }

    public static boolean matchesDigits(String s) {
        return s.matches("\\d+");
    }

    public static String collapseBlanks(String s) {
        return s.replaceAll("\\s+", " ");
    }

    public static String formatFixed(double x) {
        return String.format(Locale.ROOT, "%5.2f", x);
    }

    public static String formatScientific(double x) {
        return String.format(Locale.ROOT, "%.3e", x);
    }

    public static String formatDecimal(int n) {
        return String.format(Locale.ROOT, "%05d", n);
    }

    public static String formatGrouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    public static String formatHex(int n) {
        return String.format(Locale.ROOT, "%08x", n);
    }

    public static String formatText(String s) {
        return String.format(Locale.ROOT, "%-6s|", s);
    }

    public static String concatDouble(double x) {
        return "x = " + x;
    }

    public static String fromUtf8(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }
}
