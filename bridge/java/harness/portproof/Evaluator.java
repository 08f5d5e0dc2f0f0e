package portproof;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Loads classes, lists their methods and calls them with batches of cases.
 *
 * <p>A request lies in the shared memory, the answer goes where {@code answerAt} says, item by item.
 * Each call returns the sequence number that it was given, and how large the answer must be able to
 * become for the item that did not fit, or 0.
 */
public final class Evaluator {
    private static final byte[] STACK_OVERFLOW = {2};
    private static final byte[] OUT_OF_MEMORY = {3};
    private static final int HEAP_IS_FULL = 86;

    private final List<Method> methods = new ArrayList<>();
    private final Region region;

    Evaluator(Region region) {
        this.region = region;
    }

    /** Maps the shared memory anew after it has grown, and puts the item that waited for that. */
    public String grow(int sequence) throws IOException {
        region.map();
        region.putWaiting();
        return echo(sequence);
    }

    /**
     * Loads a class and lists its static methods that are not private.
     *
     * <p>The request is two texts, the jar or folder and the class. The answer is int32 number of the first
     * method, from which the others count on; int32 how many; for
     * each, texts: the name, the return type, then int32 number of parameters and their types.
     */
    public String load(int sequence, int requestLength, int answerAt) throws Exception {
        ByteBuffer in = region.request(requestLength, answerAt);
        ClassLoader loader = loader(Wire.readText(in));
        Class<?> type = Class.forName(Wire.readText(in), true, loader);
        List<Method> found = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            int modifiers = method.getModifiers();
            if (Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers)
                    && !method.isSynthetic()) {
                method.setAccessible(true);
                found.add(method);
            }
        }
        // In an order of our own: after a restart the methods must get the same numbers.
        found.sort(Comparator.comparing(Method::toString));
        Wire.Writer out = new Wire.Writer();
        out.writeInt(methods.size());
        out.writeInt(found.size());
        for (Method method : found) {
            out.writeText(method.getName());
            out.writeText(method.getReturnType().getTypeName());
            out.writeInt(method.getParameterCount());
            for (Class<?> parameter : method.getParameterTypes()) {
                out.writeText(parameter.getTypeName());
            }
        }
        methods.addAll(found);
        region.put(out.bytes());
        return echo(sequence);
    }

    /**
     * Calls a method once for each case of the batch, until an outcome does not fit.
     *
     * <p>An item of the answer is one outcome.
     */
    public String evaluate(int sequence, int requestLength, int answerAt, int method)
            throws IllegalAccessException {
        ByteBuffer in = region.request(requestLength, answerAt);
        int cases = in.getInt();
        boolean fits = true;
        for (int i = 0; i < cases && fits; i++) {
            region.begin();
            try {
                fits = region.put(evaluateCase(methods.get(method), in));
            } catch (OutOfMemoryError error) {
                // What filled the heap may still hold it, so that even an answer could not be sent.
                region.put(OUT_OF_MEMORY);
                Runtime.getRuntime().halt(HEAP_IS_FULL);
            }
        }
        return echo(sequence);
    }

    private static byte[] evaluateCase(Method method, ByteBuffer in)
            throws IllegalAccessException {
        Wire.Writer out = new Wire.Writer();
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = Wire.read(in, types[i]);
        }
        try {
            Object value = method.invoke(null, arguments);
            out.writeByte(0);
            out.write(method.getReturnType(), value);
        } catch (InvocationTargetException raised) {
            Throwable cause = raised.getCause();
            if (cause instanceof OutOfMemoryError error) {
                throw error;
            }
            if (cause instanceof StackOverflowError) {
                return STACK_OVERFLOW;
            }
            out.writeByte(1);
            out.writeText(cause.getClass().getName());
            out.writeText(message(cause));
        }
        for (int i = 0; i < types.length; i++) {
            out.write(types[i], arguments[i]);
        }
        return out.bytes();
    }

    /** What the exception says; it is the judged code that is asked, so anything may happen. */
    private static String message(Throwable raised) {
        try {
            return raised.getMessage();
        } catch (Throwable another) {
            return "(getMessage raised " + another.getClass().getName() + ")";
        }
    }

    private String echo(int sequence) {
        // Joined, for the first "+" of a JVM costs it some 20 ms.
        return String.join(" ", Integer.toString(sequence), Integer.toString(region.needed()));
    }

    /** The judged class must see neither this harness nor py4j: its parent is the platform. */
    private static ClassLoader loader(String folder) throws MalformedURLException {
        URL[] path = {new File(folder).toURI().toURL()};
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }
}
