package portproof;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads and writes the values of one declared type; the layout is in {@code wire.py}.
 *
 * <p>What is written may be of the judged code's own making, and raise anything when it is read.
 */
interface Codec {
    Object read(ByteBuffer in);

    void write(Wire.Writer out, Object value);

    /** The codec of a type; if the type is not supported, one that refuses to be used. */
    static Codec of(Type declared) {
        Type type = Types.bound(declared);
        if (Types.isOwn(Types.erased(type))) {
            return new Fitted(type, new Anything(true));
        }
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? ofArray(plain.getComponentType()) : ofClass(plain);
        }
        if (type instanceof GenericArrayType array) {
            return ofArray(array.getGenericComponentType());
        }
        if (type instanceof ParameterizedType collection) {
            return ofCollection(collection, collection.getActualTypeArguments());
        }
        return new Unsupported(type);
    }

    private static Codec ofClass(Class<?> type) {
        if (type == String.class) {
            return new Text();
        }
        if (type == void.class) {
            return new Nothing();
        }
        if (type == Object.class || type == Comparable.class || type == Number.class) {
            return new Anything(false);
        }
        if (type.isEnum()) {
            return new Constant(type);
        }
        for (Primitive primitive : Primitive.values()) {
            if (type == primitive.type) {
                return primitive;
            }
            if (type == primitive.box) {
                return primitive.boxed();
            }
        }
        // A collection without arguments is one of Object.
        return ofCollection(type, Object.class, Object.class);
    }

    private static Codec ofArray(Type element) {
        Codec codec = of(element);
        return codec instanceof Primitive primitive
                ? primitive.row()
                : new Items(Types.erased(element), codec);
    }

    private static Codec ofCollection(Type type, Type... arguments) {
        if (arguments.length == 0) {
            // An inner class of a generic one.
            return new Unsupported(type);
        }
        Codec first = of(arguments[0]);
        Codec last = of(arguments[arguments.length - 1]);
        return switch (Types.erased(type).getName()) {
            case "java.lang.Iterable", "java.util.Collection", "java.util.List",
                    "java.util.ArrayList" -> new Elements(ArrayList::new, first);
            case "java.util.LinkedList" -> new Elements(LinkedList::new, first);
            case "java.util.Set", "java.util.LinkedHashSet" ->
                    new Elements(LinkedHashSet::new, first);
            case "java.util.HashSet" -> new Elements(HashSet::new, first);
            case "java.util.SortedSet", "java.util.TreeSet" -> new Elements(TreeSet::new, first);
            case "java.util.Map", "java.util.LinkedHashMap" ->
                    new Entries(LinkedHashMap::new, first, last);
            case "java.util.HashMap" -> new Entries(HashMap::new, first, last);
            case "java.util.SortedMap", "java.util.TreeMap" ->
                    new Entries(TreeMap::new, first, last);
            default -> new Unsupported(type);
        };
    }

    /** A text, which may be null. */
    record Text() implements Codec {
        @Override public Object read(ByteBuffer in) {
            return Wire.readText(in);
        }

        @Override public void write(Wire.Writer out, Object value) {
            out.writeText((String) value);
        }
    }

    /** An object of a class of the judged code, which may be null. */
    record Fitted(Type type, Anything anything) implements Codec {
        @Override public Object read(ByteBuffer in) {
            return Fit.fit(anything.read(in), type, Types.erased(type));
        }

        @Override public void write(Wire.Writer out, Object value) {
            anything.write(out, value);
        }
    }

    /** A constant of an enum, which may be null. */
    record Constant(Class<?> type) implements Codec {
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Override public Object read(ByteBuffer in) {
            String name = Wire.readText(in);
            return name == null ? null : Enum.valueOf((Class) type, name);
        }

        @Override public void write(Wire.Writer out, Object value) {
            out.writeText(value == null ? null : ((Enum<?>) value).name());
        }
    }

    /** An array of objects, which may be null. */
    record Items(Class<?> type, Codec element) implements Codec {
        @Override public Object read(ByteBuffer in) {
            int length = in.getInt();
            if (length < 0) {
                return null;
            }
            Object[] array = (Object[]) Array.newInstance(type, length);
            for (int i = 0; i < length; i++) {
                array[i] = element.read(in);
            }
            return array;
        }

        @Override public void write(Wire.Writer out, Object value) {
            Object[] array = (Object[]) value;
            out.writeInt(array == null ? -1 : array.length);
            for (int i = 0; array != null && i < array.length; i++) {
                element.write(out, array[i]);
            }
        }
    }

    /** A list, a set or an iterable, which may be null. */
    record Elements(Supplier<Collection<Object>> create, Codec element) implements Codec {
        @Override public Object read(ByteBuffer in) {
            int length = in.getInt();
            if (length < 0) {
                return null;
            }
            Collection<Object> collection = create.get();
            for (int i = 0; i < length; i++) {
                collection.add(element.read(in));
            }
            return collection;
        }

        @Override public void write(Wire.Writer out, Object value) {
            if (value == null) {
                out.writeInt(-1);
                return;
            }
            // Counted, for an iterable has no size, and what a list says need not be true.
            int at = out.reserveInt();
            int count = 0;
            for (Object item : (Iterable<?>) value) {
                element.write(out, item);
                count++;
            }
            out.overwriteInt(at, count);
        }
    }

    /** A map, which may be null. */
    record Entries(Supplier<Map<Object, Object>> create, Codec key, Codec value) implements Codec {
        @Override public Object read(ByteBuffer in) {
            int size = in.getInt();
            if (size < 0) {
                return null;
            }
            Map<Object, Object> map = create.get();
            for (int i = 0; i < size; i++) {
                Object read = key.read(in);
                map.put(read, value.read(in));
            }
            return map;
        }

        @Override public void write(Wire.Writer out, Object map) {
            if (map == null) {
                out.writeInt(-1);
                return;
            }
            int at = out.reserveInt();
            int count = 0;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
                key.write(out, entry.getKey());
                value.write(out, entry.getValue());
                count++;
            }
            out.overwriteInt(at, count);
        }
    }

    /** What a void method returns. */
    record Nothing() implements Codec {
        @Override public Object read(ByteBuffer in) {
            return null;
        }

        @Override public void write(Wire.Writer out, Object value) {}
    }

    /** A type that cannot cross; a class with methods of such types can still be loaded. */
    record Unsupported(Type type) implements Codec {
        @Override public Object read(ByteBuffer in) {
            throw new NoEncodingError(type);
        }

        @Override public void write(Wire.Writer out, Object value) {
            throw new NoEncodingError(type);
        }
    }

    /** A value that cannot cross, or be made, for its class; what is wrong is the message. */
    final class UnfitValue extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfitValue(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A value was asked for whose type cannot cross; never the judged code's doing. */
    final class NoEncodingError extends Error {
        private static final long serialVersionUID = 1L;

        NoEncodingError(Type type) {
            super("no encoding for " + type.getTypeName());
        }
    }
}
