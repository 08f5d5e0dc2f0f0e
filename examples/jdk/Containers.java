import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Arrays, lists, sets and maps: Arrays, Collections and their interfaces. */
public class Containers {
    public static int arrayHashCode(int[] a) {
        return Arrays.hashCode(a);
    }

    public static String intsToString(int[] a) {
        return Arrays.toString(a);
    }

    public static String doublesToString(double[] a) {
        return Arrays.toString(a);
    }

    public static String listToString(List<String> list) {
        return list.toString();
    }

    public static boolean arraysEqual(double[] a, double[] b) {
        return Arrays.equals(a, b);
    }

    public static int[] sortInts(int[] a) {
        Arrays.sort(a);
        return a;
    }

    public static double[] sortDoubles(double[] a) {
        Arrays.sort(a);
        return a;
    }

    public static List<String> sortTexts(List<String> list) {
        Collections.sort(list);
        return list;
    }

    public static int[] copyOf(int[] a, short length) {
        return Arrays.copyOf(a, length);
    }

    public static int[] copyOfRange(int[] a, short from, short to) {
        return Arrays.copyOfRange(a, from, to);
    }

    public static int binarySearch(int[] a, int key) {
        return Arrays.binarySearch(a, key);
    }

    public static int sumOfInts(int[] a) {
        return Arrays.stream(a).sum();
    }

    public static double sumOfDoubles(double[] a) {
        return Arrays.stream(a).sum();
    }

    public static double averageOfInts(int[] a) {
        return Arrays.stream(a).average().getAsDouble();
    }

    public static int maxOfInts(List<Integer> list) {
        return Collections.max(list);
    }

    public static double maxOfDoubles(List<Double> list) {
        return Collections.max(list);
    }

    public static void reverseList(List<Integer> list) {
        Collections.reverse(list);
    }

    public static void rotateList(List<Integer> list, int distance) {
        Collections.rotate(list, distance);
    }

    public static int frequency(List<Double> list, double value) {
        return Collections.frequency(list, value);
    }

    public static List<String> nCopies(byte n, String value) {
        return Collections.nCopies(n, value);
    }

    public static int listGet(List<Integer> list, int index) {
        return list.get(index);
    }

    public static int listIndexOf(List<Integer> list, int value) {
        return list.indexOf(value);
    }

    public static boolean listContains(List<Double> list, double value) {
        return list.contains(value);
    }

    public static boolean equalLists(List<Integer> a, List<Integer> b) {
        return a.equals(b);
    }

    public static List<Integer> subList(List<Integer> list, int from, int to) {
        return new ArrayList<>(list.subList(from, to));
    }

    public static void listInsert(List<Integer> list, int index, int value) {
        list.add(index, value);
    }

    public static boolean removeValue(List<Integer> list, int value) {
        return list.remove(Integer.valueOf(value));
    }

    public static int removeAt(List<Integer> list, int index) {
        return list.remove(index);
    }

    public static List<Integer> distinct(List<Integer> list) {
        return list.stream().distinct().collect(Collectors.toList());
    }

    public static Set<Integer> intersection(Set<Integer> a, Set<Integer> b) {
        a.retainAll(b);
        return a;
    }

    public static String firstOfTreeSet(Set<String> set) {
        return new TreeSet<>(set).first();
    }

    public static int getOrDefault(Map<String, Integer> map, String key) {
        return map.getOrDefault(key, 0);
    }

    public static Map<String, Integer> countWords(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words) {
            counts.merge(word, 1, Integer::sum);
        }
        return counts;
    }
}
