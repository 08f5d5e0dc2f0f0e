package portproof;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int RETURNED = 0;
    private static final int RAISED = 1;
    private static final byte[] STACK_OVERFLOW = {2};
    private static final byte[] OUT_OF_MEMORY = {3};
    private static final int UNFIT = 8;
    static final int HEAP_IS_FULL = 86;
    private static final int MOST_CAUSES = 10;

    private final List<Callee> methods = new ArrayList<>();
    private final Loops loops = new Loops();
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
            out.writeText(method.getGenericReturnType().getTypeName());
            out.writeInt(method.getParameterCount());
            for (Type parameter : method.getGenericParameterTypes()) {
                out.writeText(parameter.getTypeName());
            }
        }
        methods.addAll(found.stream().map(Callee::of).toList());
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

    /**
     * Calls a method once for each case of the columns, as long as there is room.
     *
     * <p>Items of the answer are the outcomes that have no place in the columns.
     */
    public String evaluateColumns(int sequence, int requestLength, int answerAt, int method)
            throws Throwable {
        ByteBuffer in = region.request(requestLength, answerAt);
        Method target = methods.get(method).method();
        loops.around(target).invokeExact(new Columns(region, in, target));
        return echo(sequence);
    }

    private static byte[] evaluateCase(Callee callee, ByteBuffer in)
            throws IllegalAccessException {
        Object[] arguments = callee.read(in);
        Object value;
        try {
            value = callee.method().invoke(null, arguments);
        } catch (InvocationTargetException raised) {
            return raised(callee, raised.getCause(), arguments);
        }
        try {
            return returned(callee, value, arguments);
        } catch (Throwable raised) {
            // A list of the judged code's own does as it likes when it is read.
            return raised(callee, raised, arguments);
        }
    }

    private static byte[] returned(Callee callee, Object value, Object[] arguments) {
        Wire.Writer out = new Wire.Writer();
        out.writeByte(RETURNED);
        callee.returns().write(out, value);
        callee.write(out, arguments);
        return out.bytes();
    }

    private static byte[] raised(Callee callee, Throwable raised, Object[] arguments) {
        if (raised instanceof OutOfMemoryError || raised instanceof Codec.NoEncodingError) {
            throw (Error) raised;
        }
        if (raised instanceof StackOverflowError) {
            return STACK_OVERFLOW;
        }
        try {
            Wire.Writer out = new Wire.Writer();
            out.writeByte(RAISED);
            writeRaised(out, raised);
            callee.write(out, arguments);
            return out.bytes();
        } catch (OutOfMemoryError error) {
            throw error;
        } catch (Throwable another) {
            return raisedWithoutArguments(raised, arguments.length);
        }
    }

    /** For arguments that are objects of the judged code's own, and raise when they are read. */
    private static byte[] raisedWithoutArguments(Throwable raised, int count) {
        Wire.Writer out = new Wire.Writer();
        out.writeByte(RAISED | UNFIT);
        writeRaised(out, raised);
        for (int i = 0; i < count; i++) {
            out.writeByte(1);
            out.writeText("an argument that raises when it is read");
        }
        return out.bytes();
    }

    static void writeRaised(Wire.Writer out, Throwable raised) {
        out.writeText(raised.getClass().getName());
        out.writeText(message(raised));
        List<String> bases = new ArrayList<>();
        for (Class<?> base = raised.getClass(); base != Throwable.class; ) {
            base = base.getSuperclass();
            bases.add(base.getName());
        }
        out.writeInt(bases.size());
        bases.forEach(out::writeText);
        List<Throwable> causes = causes(raised);
        out.writeInt(causes.size());
        for (Throwable cause : causes) {
            out.writeText(cause.getClass().getName());
            out.writeText(message(cause));
        }
    }

    /** What led to an exception, the latest first; the judged code may have made a circle of it. */
    private static List<Throwable> causes(Throwable raised) {
        List<Throwable> causes = new ArrayList<>();
        try {
            Throwable cause = raised.getCause();
            while (cause != null && causes.size() < MOST_CAUSES) {
                causes.add(cause);
                cause = cause.getCause();
            }
        } catch (Throwable another) {
            // Its getCause is judged code; what was found so far is told.
        }
        return causes;
    }

    /** A method with the codecs of its types. */
    private record Callee(Method method, Codec[] parameters, Codec returns) {
        static Callee of(Method method) {
            Type[] types = method.getGenericParameterTypes();
            Codec[] parameters = Arrays.stream(types).map(Codec::of).toArray(Codec[]::new);
            return new Callee(method, parameters, Codec.of(method.getGenericReturnType()));
        }

        Object[] read(ByteBuffer in) {
            Object[] arguments = new Object[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                arguments[i] = parameters[i].read(in);
            }
            return arguments;
        }

        void write(Wire.Writer out, Object[] arguments) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i].write(out, arguments[i]);
            }
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
