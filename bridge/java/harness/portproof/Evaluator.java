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
import java.util.List;

/**
 * Loads classes, lists their methods and calls them with batches of cases.
 *
 * <p>A request lies at the start of the shared memory, the answer goes where {@code answerAt} says.
 * Each call returns the sequence number that it was given and the length of the answer, negative if
 * it waits for the memory to grow.
 */
public final class Evaluator {
    private final List<Method> methods = new ArrayList<>();
    private final Region region;

    Evaluator(Region region) {
        this.region = region;
    }

    /** Maps the shared memory anew after it has grown, and puts the answer that waited for that. */
    public String grow(int sequence, int answerAt) throws IOException {
        region.map();
        return echo(sequence, region.fetch(answerAt));
    }

    /**
     * Loads a class and lists its static methods that are not private.
     *
     * <p>The request is two texts, the folder and the class. The answer is int32 number of the first
     * method, from which the others count on; int32 how many; for
     * each, texts: the name, the return type, then int32 number of parameters and their types.
     */
    public String load(int sequence, int requestLength, int answerAt) throws Exception {
        ByteBuffer in = region.request(requestLength);
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
        return echo(sequence, region.answer(answerAt, out.bytes()));
    }

    /** Calls a method once for each case of the batch and gives the outcomes in the same order. */
    public String evaluate(int sequence, int requestLength, int answerAt, int method)
            throws IllegalAccessException {
        ByteBuffer in = region.request(requestLength);
        Wire.Writer out = new Wire.Writer();
        int cases = in.getInt();
        for (int i = 0; i < cases; i++) {
            evaluateCase(methods.get(method), in, out);
        }
        return echo(sequence, region.answer(answerAt, out.bytes()));
    }

    private static void evaluateCase(Method method, ByteBuffer in, Wire.Writer out)
            throws IllegalAccessException {
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
            out.writeByte(1);
            out.writeText(raised.getCause().getClass().getName());
            out.writeText(message(raised.getCause()));
        }
        for (int i = 0; i < types.length; i++) {
            out.write(types[i], arguments[i]);
        }
    }

    /** What the exception says; it is the judged code that is asked, so anything may happen. */
    private static String message(Throwable raised) {
        try {
            return raised.getMessage();
        } catch (Throwable another) {
            return "(getMessage raised " + another.getClass().getName() + ")";
        }
    }

    private static String echo(int sequence, int length) {
        return sequence + " " + length;
    }

    /** The judged class must see neither this harness nor py4j: its parent is the platform. */
    private static ClassLoader loader(String folder) throws MalformedURLException {
        URL[] path = {new File(folder).toURI().toURL()};
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }
}
