package portproof;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What declared types come down to, and how they are told; {@code javatypes.py} reads it. */
final class Types {
    private Types() {}

    /** The type as Java source writes it, of variables their bounds, of enums the constants, too. */
    static String text(Type declared) {
        Type type = bound(declared);
        if (type instanceof GenericArrayType array) {
            return text(array.getGenericComponentType()).concat("[]");
        }
        if (isOwn(erased(type))) {
            Field unfit = unfit(erased(type), new HashSet<>());
            String told = unfit == null
                    ? "..."
                    : String.join(" ", unfit.getGenericType().getTypeName(), unfit.getName());
            return String.join("", erased(type).getSimpleName(), "{", told, "}");
        }
        if (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length > 0) {
            List<String> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(text(argument));
            }
            String name = erased(generic).getName();
            return String.join("", name, "<", String.join(",", arguments), ">");
        }
        if (type instanceof Class<?> plain && plain.isArray()) {
            return text(plain.getComponentType()).concat("[]");
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            String constants = String.join(",", constants(plain));
            return String.join("", plain.getSimpleName(), "{", constants, "}");
        }
        return type.getTypeName();
    }

    /** The type, or what stands for it to whoever calls: for a variable or wildcard its bound. */
    static Type bound(Type type) {
        if (type instanceof WildcardType wildcard) {
            boolean isAtLeast = wildcard.getLowerBounds().length > 0;
            return isAtLeast ? Object.class : bound(wildcard.getUpperBounds()[0]);
        }
        if (!(type instanceof TypeVariable<?> variable)) {
            return erased(type) == Comparable.class ? Comparable.class : type;
        }
        Type bound = bound(variable.getBounds()[0]);
        // Such as <T extends List<T>>, which is of no end.
        return bound instanceof ParameterizedType generic && !hasPlainArguments(generic) ? type : bound;
    }

    /** Whether it is a class of the judged code whose objects are told by their fields. */
    static boolean isOwn(Class<?> type) {
        return type.getClassLoader() instanceof URLClassLoader && !type.isArray() && !type.isEnum()
                && !type.isHidden() && (type.getEnclosingClass() == null
                        || Modifier.isStatic(type.getModifiers()))
                && !Iterable.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type);
    }

    /** The fields of an object of a class, those that are inherited first. */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        if (type.getSuperclass() != null && isOwn(type.getSuperclass())) {
            fields.addAll(fields(type.getSuperclass()));
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** A field of a class of the judged code that cannot cross; null if all can. */
    private static Field unfit(Class<?> type, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return null;
        }
        for (Field field : fields(type)) {
            if (!crosses(field.getGenericType(), seen)) {
                return field;
            }
        }
        return null;
    }

    /** Whether a field of this type can be told as one of Object is. */
    private static boolean crosses(Type declared, Set<Class<?>> seen) {
        Type type = bound(declared);
        if (isOwn(erased(type))) {
            return unfit(erased(type), seen) == null;
        }
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                if (!crosses(argument, seen)) {
                    return false;
                }
            }
        }
        return erased(type).isArray()
                ? crosses(element(type), seen)
                : !erased(type).isEnum() && !(Codec.of(type) instanceof Codec.Unsupported);
    }

    private static boolean hasPlainArguments(ParameterizedType type) {
        for (Type argument : type.getActualTypeArguments()) {
            if (!(argument instanceof Class<?>)) {
                return false;
            }
        }
        return true;
    }

    /** The class that the virtual machine knows for a type. */
    static Class<?> erased(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof GenericArrayType array) {
            return erased(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof WildcardType wildcard) {
            return erased(wildcard.getUpperBounds()[0]);
        }
        return erased(((TypeVariable<?>) type).getBounds()[0]);
    }

    /** The type of an array's elements. */
    static Type element(Type array) {
        return array instanceof GenericArrayType generic
                ? generic.getGenericComponentType()
                : erased(array).getComponentType();
    }

    /** The names, by the fields: asking the class itself would initialise it. */
    private static List<String> constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (field.isEnumConstant()) {
                names.add(field.getName());
            }
        }
        return names;
    }
}
