package portproof;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads classes, lists their methods and calls them with batches of cases.
 *
 * <p>A request lies in the shared memory, the answer goes where {@code answerAt} says, item by item.
 * Each call returns the sequence number that it was given, and how large the answer must be able to
 * become for the item that did not fit, or 0.
 */
public final class Evaluator {
    private static final byte[] STACK_OVERFLOW = {Wire.STACK_OVERFLOW};
    private static final byte[] OUT_OF_MEMORY = {Wire.OUT_OF_MEMORY};
    static final int HEAP_IS_FULL = 86;
    private static final int MOST_CAUSES = 10;

    private final Map<Integer, Callee> methods = new HashMap<>();
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
     * Loads classes by one loader, and lists their methods.
     *
     * <p>The request is int32, the number that the first method gets and from which the others count
     * on; a byte, whether private methods are wanted; int32 how many, and as many texts, the jars and
     * folders; int32 how many, and as many texts, the classes. The answer is for each class int32 how
     * many methods; for each, texts: the name, the return type, then int32 number of parameters and
     * their types, of which the last ends in dots if it takes any number; then a byte, whether the
     * method is static.
     */
    public String load(int sequence, int requestLength, int answerAt) throws Exception {
        ByteBuffer in = region.request(requestLength, answerAt);
        int number = in.getInt();
        boolean withPrivate = in.get() != 0;
        ClassLoader loader = loader(readTexts(in));
        Wire.Writer out = new Wire.Writer();
        for (String name : readTexts(in)) {
            Class<?> type = Class.forName(name, true, loader);
            Constructor<?> maker = maker(type);
            List<Method> found = methods(type, withPrivate, maker != null);
            out.writeInt(found.size());
            for (Method method : found) {
                describe(out, method);
                methods.put(number++, Callee.of(method, maker));
            }
        }
        region.put(out.bytes());
        return echo(sequence);
    }

    /** Leaves all methods, and with them their classes. */
    public String forget(int sequence, int requestLength, int answerAt) {
        methods.clear();
        loops.clear();
        return echo(sequence);
    }

    private static String[] readTexts(ByteBuffer in) {
        String[] texts = new String[in.getInt()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Wire.readText(in);
        }
        return texts;
    }

    /** Static methods, and those of objects if objects can be made. */
    private static List<Method> methods(Class<?> type, boolean withPrivate, boolean withObjects) {
        List<Method> found = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            int modifiers = method.getModifiers();
            if ((Modifier.isStatic(modifiers) || withObjects && !Modifier.isAbstract(modifiers))
                    && (withPrivate || !Modifier.isPrivate(modifiers)) && !method.isSynthetic()
                    && !isImplicit(method)
                    // The JDK's own modules open their public methods alone.
                    && method.trySetAccessible()) {
                found.add(method);
            }
        }
        // In an order of our own: after a restart the methods must get the same numbers.
        found.sort(Comparator.comparing(Method::toString));
        return found;
    }

    /** Whether it is one of those that every enum has without having written them. */
    private static boolean isImplicit(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return method.getDeclaringClass().isEnum() && (method.getName().equals("values")
                ? types.length == 0
                : method.getName().equals("valueOf") && types.length == 1
                        && types[0] == String.class);
    }

    /** The constructor that makes an object of nothing; null if there is none to be used. */
    private static Constructor<?> maker(Class<?> type) {
        boolean isInner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        if (isInner || type.isEnum() || Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0
                    && !Modifier.isPrivate(constructor.getModifiers())
                    && constructor.trySetAccessible()) {
                return constructor;
            }
        }
        return null;
    }

    private static void describe(Wire.Writer out, Method method) {
        out.writeText(method.getName());
        out.writeText(Types.text(method.getGenericReturnType()));
        Type[] parameters = method.getGenericParameterTypes();
        out.writeInt(parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            String name = Types.text(parameters[i]);
            boolean isOpen = method.isVarArgs() && i == parameters.length - 1;
            out.writeText(isOpen ? name.substring(0, name.length() - 2) + "..." : name);
        }
        out.writeByte(Modifier.isStatic(method.getModifiers()) ? 1 : 0);
    }

    /**
     * Calls a method once for each case of the batch, until an outcome does not fit.
     *
     * <p>An item of the answer is one outcome.
     */
    public String evaluate(int sequence, int requestLength, int answerAt, int method)
            throws ReflectiveOperationException {
        ByteBuffer in = region.request(requestLength, answerAt);
        int cases = in.getInt();
        boolean fits = true;
        for (int i = 0; i < cases && fits; i++) {
            region.begin();
            try {
                byte[] item = evaluateCase(methods.get(method), in);
                // What follows on arguments that could not be made was perhaps not read to its end.
                fits = region.put(item) && item[0] != Wire.UNMADE;
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
            throws ReflectiveOperationException {
        Object[] arguments;
        try {
            arguments = callee.read(in);
        } catch (Codec.UnfitValue unfit) {
            Wire.Writer out = new Wire.Writer();
            out.writeByte(Wire.UNMADE);
            out.writeText(unfit.getMessage());
            return out.bytes();
        }
        Object value;
        try {
            value = callee.method().invoke(callee.object(), arguments);
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
        try {
            Wire.Writer out = new Wire.Writer();
            out.writeByte(Wire.RETURNED);
            callee.returns().write(out, value);
            callee.write(out, arguments);
            return out.bytes();
        } catch (Codec.UnfitValue unfit) {
            Wire.Writer out = new Wire.Writer();
            out.writeByte(Wire.RETURNED | Wire.UNFIT);
            writeFlagged(out, callee.returns(), value);
            callee.writeFlagged(out, arguments);
            return out.bytes();
        }
    }

    /** Writes 0 and the value, or 1 and why there is none. */
    private static void writeFlagged(Wire.Writer out, Codec codec, Object value) {
        Wire.Writer written = new Wire.Writer();
        try {
            codec.write(written, value);
        } catch (Codec.UnfitValue unfit) {
            out.writeByte(1);
            out.writeText(unfit.getMessage());
            return;
        }
        out.writeByte(0);
        out.writeBytes(written.bytes());
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
            out.writeByte(Wire.RAISED);
            writeRaised(out, raised);
            callee.write(out, arguments);
            return out.bytes();
        } catch (Codec.UnfitValue unfit) {
            Wire.Writer out = new Wire.Writer();
            out.writeByte(Wire.RAISED | Wire.UNFIT);
            writeRaised(out, raised);
            callee.writeFlagged(out, arguments);
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
        out.writeByte(Wire.RAISED | Wire.UNFIT);
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
    private record Callee(
            Method method, Constructor<?> maker, Codec[] parameters, Codec returns) {
        static Callee of(Method method, Constructor<?> maker) {
            Type[] types = method.getGenericParameterTypes();
            Codec[] parameters = Arrays.stream(types).map(Codec::of).toArray(Codec[]::new);
            return new Callee(method, maker, parameters, Codec.of(method.getGenericReturnType()));
        }

        /** What the method is called of: a new object for each case, or none. */
        Object object() throws ReflectiveOperationException {
            return Modifier.isStatic(method.getModifiers()) ? null : maker.newInstance();
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

        void writeFlagged(Wire.Writer out, Object[] arguments) {
            for (int i = 0; i < parameters.length; i++) {
                Evaluator.writeFlagged(out, parameters[i], arguments[i]);
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
    private static ClassLoader loader(String[] places) throws MalformedURLException {
        URL[] path = new URL[places.length];
        for (int i = 0; i < path.length; i++) {
            path[i] = new File(places[i]).toURI().toURL();
        }
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }
}
