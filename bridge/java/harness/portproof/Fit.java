package portproof;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes of what was told, as of Object, what a field of a declared type holds. */
final class Fit {
    private Fit() {}

    /** The value as one of the type; classes that are only named are looked for near a class. */
    static Object fit(Object value, Type declared, Class<?> near) {
        Type type = Types.bound(declared);
        Class<?> target = Types.erased(type);
        if (value == null && !target.isPrimitive()) {
            return null;
        }
        if (value instanceof Anything.Told told) {
            return make(told, named(told.name(), target, near));
        }
        if (value instanceof Collection<?> items) {
            return target.isArray() ? array(items, type, near) : collection(items, type, near);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, type, near);
        }
        return scalar(value, target);
    }

    private static Object array(Collection<?> items, Type type, Class<?> near) {
        Type element = Types.element(type);
        Object array = Array.newInstance(Types.erased(element), items.size());
        int i = 0;
        for (Object item : items) {
            Array.set(array, i++, fit(item, element, near));
        }
        return array;
    }

    private static Object collection(Collection<?> items, Type type, Class<?> near) {
        Collection<Object> made =
                items instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
        if (Codec.of(type) instanceof Codec.Elements declared) {
            made = declared.create().get();
        }
        if (!Types.erased(type).isInstance(made) || items instanceof Set != made instanceof Set) {
            throw misfit(items, type);
        }
        for (Object item : items) {
            made.add(fit(item, argument(type, 0), near));
        }
        return made;
    }

    private static Object map(Map<?, ?> map, Type type, Class<?> near) {
        Map<Object, Object> made = new LinkedHashMap<>();
        if (Codec.of(type) instanceof Codec.Entries declared) {
            made = declared.create().get();
        }
        if (!Types.erased(type).isInstance(made)) {
            throw misfit(map, type);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = fit(entry.getKey(), argument(type, 0), near);
            made.put(key, fit(entry.getValue(), argument(type, 1), near));
        }
        return made;
    }

    private static Type argument(Type type, int number) {
        return type instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()[number]
                : Object.class;
    }

    private static Object scalar(Object value, Class<?> target) {
        Class<?> box = target;
        for (Primitive primitive : Primitive.values()) {
            box = target == primitive.type ? primitive.box : box;
        }
        Object fitted = value;
        if (value instanceof Number number && Number.class.isAssignableFrom(box)) {
            fitted = number(number, box);
        }
        if (value instanceof String text && text.length() == 1 && box == Character.class) {
            fitted = text.charAt(0);
        }
        if (!box.isInstance(fitted)) {
            throw misfit(value, target);
        }
        return fitted;
    }

    /** The number as one of the class, or as it is if that does not hold it. */
    private static Object number(Number value, Class<?> box) {
        if (box == Double.class) {
            return value.doubleValue();
        }
        if (box == Float.class) {
            return value.floatValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return value;
        }
        long whole = value.longValue();
        if (box == Long.class) {
            return whole;
        }
        if (box == Integer.class && whole == (int) whole) {
            return (int) whole;
        }
        if (box == Short.class && whole == (short) whole) {
            return (short) whole;
        }
        return box == Byte.class && whole == (byte) whole ? (Object) (byte) whole : value;
    }

    private static Object make(Anything.Told told, Class<?> type) {
        List<Field> fields = Types.fields(type);
        Map<Field, Object> values = new LinkedHashMap<>();
        told.fields().forEach((name, value) -> {
            Field field = field(name, fields, type);
            values.put(field, fit(value, field.getGenericType(), type));
        });
        try {
            Object made = made(type, fields, values);
            for (Map.Entry<Field, Object> entry : values.entrySet()) {
                if (!type.isRecord()) {
                    entry.getKey().set(made, entry.getValue());
                }
            }
            return made;
        } catch (InvocationTargetException raised) {
            throw new Codec.UnfitValue(
                    String.join(" ", "a", type.getSimpleName(), "of", values.values().toString(),
                            "whose constructor raised", String.valueOf(raised.getCause())));
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** An object made with nothing, or with its fields; or with as little as is possible. */
    private static Object made(Class<?> type, List<Field> fields, Map<Field, Object> values)
            throws ReflectiveOperationException {
        Constructor<?>[] known = type.getDeclaredConstructors();
        Arrays.sort(known, Comparator.comparingInt(Constructor::getParameterCount));
        Constructor<?> chosen = known[0];
        for (Constructor<?> constructor : known) {
            boolean takesAll = constructor.getParameterCount() == fields.size();
            chosen = takesAll && chosen.getParameterCount() > 0 ? constructor : chosen;
        }
        Class<?>[] types = chosen.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Object value = types.length == fields.size() ? values.get(fields.get(i)) : null;
            boolean isDefault = value == null && types[i].isPrimitive();
            arguments[i] = isDefault ? Array.get(Array.newInstance(types[i], 1), 0) : value;
        }
        chosen.setAccessible(true);
        try {
            return chosen.newInstance(arguments);
        } catch (IllegalArgumentException unlike) {
            throw misfit(values.values(), type);
        }
    }

    private static Field field(String name, List<Field> fields, Class<?> type) {
        for (Field field : fields) {
            if (field.getName().equals(name)) {
                return field;
            }
        }
        for (Field field : fields) {
            if (bare(field.getName()).equals(bare(name))) {
                return field;
            }
        }
        throw new Codec.UnfitValue(
                String.join(" ", name, "for a", type.getSimpleName(), "which has no such field"));
    }

    /** As {@code objects.py} has it: the same for Java's nextNode and Python's _next_node. */
    private static String bare(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The class of a name, which is the declared one or derived from it. */
    private static Class<?> named(String name, Class<?> declared, Class<?> near) {
        for (Class<?> base : new Class<?>[] {declared, near}) {
            for (Class<?> outer = base; outer != null && Types.isOwn(base);
                    outer = outer.getEnclosingClass()) {
                Class<?> found = outer.getSimpleName().equals(name)
                        ? outer
                        : loaded(outer.getName().concat("$").concat(name), base);
                found = found == null ? loaded(beside(outer, name), base) : found;
                if (found != null && declared.isAssignableFrom(found)) {
                    return found;
                }
            }
        }
        if (!Types.isOwn(declared) || Modifier.isAbstract(declared.getModifiers())) {
            throw misfit(name, declared);
        }
        return declared;
    }

    private static String beside(Class<?> type, String name) {
        String place = type.getPackageName();
        return place.isEmpty() ? name : String.join(".", place, name);
    }

    private static Class<?> loaded(String name, Class<?> near) {
        try {
            return near.getClassLoader().loadClass(name);
        } catch (ClassNotFoundException error) {
            return null;
        }
    }

    private static Codec.UnfitValue misfit(Object value, Type type) {
        return new Codec.UnfitValue(
                String.join(" ", String.valueOf(value), "for", type.getTypeName()));
    }
}
