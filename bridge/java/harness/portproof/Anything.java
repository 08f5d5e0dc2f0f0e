package portproof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A value of which the declared type says no more than Object: it is told by its class. */
final class Anything implements Codec {
    private static final String LIST = "List<Object>";
    private static final String SET = "Set<Object>";
    private static final String MAP = "Map<Object,Object>";
    private static final String ARRAY = "Object[]";

    /** By the names that {@code objects.py} knows. */
    private final Map<String, Codec> codecs = new HashMap<>();

    Anything() {
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
        return name == null ? null : codecs.get(name).read(in);
    }

    @Override public void write(Wire.Writer out, Object value) {
        if (value == null) {
            out.writeText(null);
            return;
        }
        String name = name(value);
        Codec codec = codecs.get(name);
        if (codec == null) {
            throw new UnfitValue("an object of class ".concat(value.getClass().getName()));
        }
        out.writeText(name);
        codec.write(out, value);
    }

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
