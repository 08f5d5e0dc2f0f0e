package portproof;

import static java.lang.invoke.MethodType.methodType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** A {@link Loop} for each method, defined when it is first asked for. */
final class Loops {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Map<Method, MethodHandle> loops = new HashMap<>();

    /** The handle of {@code Loop.run(Columns)} around a method. */
    MethodHandle around(Method method) throws IOException, ReflectiveOperationException {
        MethodHandle known = loops.get(method);
        if (known != null) {
            return known;
        }
        Class<?> loop = LOOKUP.defineHiddenClassWithClassData(template(), step(method), true)
                .lookupClass();
        MethodHandle run =
                LOOKUP.findStatic(loop, "run", methodType(void.class, Columns.class));
        loops.put(method, run);
        return run;
    }

    /** Leaves all methods. */
    void clear() {
        loops.clear();
    }

    private static byte[] template() throws IOException {
        try (InputStream in = Loop.class.getResourceAsStream("Loop.class")) {
            return in.readAllBytes();
        }
    }

    /** From columns and index of a case to whether the case after it may be evaluated. */
    private static MethodHandle step(Method method) throws ReflectiveOperationException {
        Class<?>[] types = method.getParameterTypes();
        MethodHandle put = put(method.getReturnType());
        MethodHandle step = MethodHandles.collectArguments(put, 2, calling(method));
        for (int i = 0; i < types.length; i++) {
            // Each getter puts its columns and index in the place of the argument.
            step = MethodHandles.collectArguments(step, 2 + 2 * i, get(types[i], i));
        }
        int[] order = new int[step.type().parameterCount()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i % 2;
        }
        MethodType type = methodType(boolean.class, Columns.class, int.class);
        return MethodHandles.permuteArguments(step, type, order);
    }

    /** The method itself, raising {@link Raised} for whatever it raises. */
    private static MethodHandle calling(Method method) throws ReflectiveOperationException {
        MethodHandle target = LOOKUP.unreflect(method).asFixedArity();
        MethodHandle by = LOOKUP.findStatic(
                Raised.class, "by", methodType(Raised.class, Throwable.class));
        MethodHandle raise = MethodHandles.filterArguments(
                MethodHandles.throwException(method.getReturnType(), Raised.class), 0, by);
        return MethodHandles.catchException(target, Throwable.class, raise);
    }

    /** From columns and index to the argument. */
    private static MethodHandle get(Class<?> type, int parameter)
            throws ReflectiveOperationException {
        MethodType exact = methodType(held(type), int.class, int.class);
        MethodHandle get = LOOKUP.findVirtual(Columns.class, "get" + suffix(type), exact);
        return MethodHandles.insertArguments(get, 1, parameter)
                .asType(methodType(type, Columns.class, int.class));
    }

    /** From columns, index and result to whether there was room for it. */
    private static MethodHandle put(Class<?> type) throws ReflectiveOperationException {
        MethodType exact = methodType(boolean.class, int.class, held(type));
        return LOOKUP.findVirtual(Columns.class, "put" + suffix(type), exact)
                .asType(methodType(boolean.class, Columns.class, int.class, type));
    }

    private static Class<?> held(Class<?> type) {
        return type.isArray() ? Object.class : type;
    }

    private static String suffix(Class<?> type) {
        String name = type.isArray() ? "array" : type.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
