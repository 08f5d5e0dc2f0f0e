package doctor;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives back what it gets: a method for each type, of those that nest one for each form. */
final class Same {
    enum Color {
        RED,
        GREEN,
        BLUE
    }

    static final class Link {
        double value;
        Link next;
    }

    private Same() {}

    static boolean same(boolean x) {
        return x;
    }

    static byte same(byte x) {
        return x;
    }

    static short same(short x) {
        return x;
    }

    static char same(char x) {
        return x;
    }

    static int same(int x) {
        return x;
    }

    static long same(long x) {
        return x;
    }

    static float same(float x) {
        return x;
    }

    static double same(double x) {
        return x;
    }

    static Boolean same(Boolean x) {
        return x;
    }

    static Byte same(Byte x) {
        return x;
    }

    static Short same(Short x) {
        return x;
    }

    static Character same(Character x) {
        return x;
    }

    static Integer same(Integer x) {
        return x;
    }

    static Long same(Long x) {
        return x;
    }

    static Float same(Float x) {
        return x;
    }

    static Double same(Double x) {
        return x;
    }

    static String same(String x) {
        return x;
    }

    static Color same(Color x) {
        return x;
    }

    static Object same(Object x) {
        return x;
    }

    static Link same(Link x) {
        return x;
    }

    static boolean[] same(boolean[] x) {
        return x;
    }

    static byte[] same(byte[] x) {
        return x;
    }

    static short[] same(short[] x) {
        return x;
    }

    static char[] same(char[] x) {
        return x;
    }

    static int[] same(int[] x) {
        return x;
    }

    static long[] same(long[] x) {
        return x;
    }

    static float[] same(float[] x) {
        return x;
    }

    static double[] same(double[] x) {
        return x;
    }

    static int[][] same(int[][] x) {
        return x;
    }

    static Double[] same(Double[] x) {
        return x;
    }

    static String[] same(String[] x) {
        return x;
    }

    static List<Double> same(List<Double> x) {
        return x;
    }

    static Set<Double> same(Set<Double> x) {
        return x;
    }

    static Map<String, Double> same(Map<String, Double> x) {
        return x;
    }
}
