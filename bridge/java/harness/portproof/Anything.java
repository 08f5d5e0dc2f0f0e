package portproof;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of which the declared type says no more than Object: it is told by its class. */
final class Anything implements Codec {
    private static final String LIST = "List<Object>";
    private static final String SET = "Set<Object>";
    private static final String MAP = "Map<Object,Object>";
    private static final String ARRAY = "Object[]";
    /** As {@code objects.py} has it. */
    private static final int MOST_NESTED = 100;

    /** By the names that {@code objects.py} knows. */
    private final Map<String, Codec> codecs = new HashMap<>();

    /** Whether it may hold objects of the judged code that are yet to be made. */
    private final boolean withObjects;
    /** The objects that the one in hand lies in. */
    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    Anything(boolean withObjects) {
        this.withObjects = withObjects;
        codecs.put("String", new Text());
        codecs.put(ARRAY, new Items(Object.class, this));
        codecs.put(LIST, new Elements(ArrayList::new, this));
        codecs.put(SET, new Elements(LinkedHashSet::new, this));
        codecs.put(MAP, new Entries(LinkedHashMap::new, this, this));
        for (Primitive primitive : Primitive.values()) {
            codecs.put(primitive.box.getSimpleName(), primitive.boxed());
            codecs.put(primitive.type.getName().concat("[]"), primitive.row());
        }
    }

    @Override public Object read(ByteBuffer in) {
        String name = Wire.readText(in);
        if (name == null || codecs.containsKey(name)) {
            return name == null ? null : codecs.get(name).read(in);
        }
        if (!withObjects) {
            throw new UnfitValue(String.join("", "a ", name, " for Object, which does not say where",
                    " that class is"));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            String field = Wire.readText(in);
            fields.put(field, read(in));
        }
        return new Told(name, fields);
    }

    @Override public void write(Wire.Writer out, Object value) {
        if (value == null) {
            out.writeText(null);
            return;
        }
        String name = name(value);
        Codec codec = codecs.get(name);
        if (codec == null && Types.isOwn(value.getClass())) {
            writeObject(out, value);
            return;
        }
        if (codec == null) {
            throw new UnfitValue("an object of class ".concat(value.getClass().getName()));
        }
        out.writeText(name);
        codec.write(out, value);
    }

    private void writeObject(Wire.Writer out, Object value) {
        String name = value.getClass().getSimpleName();
        if (codecs.containsKey(name)) {
            throw new UnfitValue("an object of class ".concat(value.getClass().getName()));
        }
        if (around.contains(value)) {
            throw new UnfitValue("a circle of references at a ".concat(name));
        }
        if (around.size() == MOST_NESTED) {
            throw new UnfitValue("more than 100 nested objects, at a ".concat(name));
        }
        around.add(value);
        try {
            List<Field> fields = Types.fields(value.getClass());
            out.writeText(name);
            out.writeInt(fields.size());
            for (Field field : fields) {
                out.writeText(field.getName());
                write(out, field.get(value));
            }
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        } finally {
            around.remove(value);
        }
    }

    /** An object that is yet to be made. */
    record Told(String name, Map<String, Object> fields) {}

    private static String name(Object value) {
        if (value instanceof Map) {
            return MAP;
        }
        if (value instanceof Set) {
            return SET;
        }
        if (value instanceof Collection) {
            return LIST;
        }
        if (value instanceof Object[]) {
            return ARRAY;
        }
        Class<?> type = value.getClass();
        // A class of the judged code may be called Integer, too.
        boolean isJavas = type.isArray() || type.getName().startsWith("java.lang.");
        return isJavas ? type.getSimpleName() : "";
    }
}
