package portproof;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Loads classes, lists their methods and calls them with batches of cases. */
public final class Evaluator {
    private final List<Method> methods = new ArrayList<>();

    /**
     * Loads a class and lists its static methods that are not private.
     *
     * @return int32 number of the first method, from which the others count on; int32 how many; for
     *     each, texts: the name, the return type, then int32 number of parameters and their types
     */
    public byte[] load(String folder, String className) throws Exception {
        Class<?> type = Class.forName(className, true, loader(folder));
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
        return out.bytes();
    }

    /** Calls a method once for each case of the batch and gives the outcomes in the same order. */
    public byte[] evaluate(int method, byte[] batch) throws IllegalAccessException {
        ByteBuffer in = Wire.reader(batch);
        Wire.Writer out = new Wire.Writer();
        int cases = in.getInt();
        for (int i = 0; i < cases; i++) {
            evaluateCase(methods.get(method), in, out);
        }
        return out.bytes();
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
            out.writeText(raised.getCause().getMessage());
        }
        for (int i = 0; i < types.length; i++) {
            out.write(types[i], arguments[i]);
        }
    }

    /** The judged class must see neither this harness nor py4j: its parent is the platform. */
    private static ClassLoader loader(String folder) throws MalformedURLException {
        URL[] path = {new File(folder).toURI().toURL()};
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }
}
