package portproof;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * The columns of one request in the shared memory; their layout is in {@code columns.py}.
 *
 * <p>{@code get} and {@code put} of a case are parts of the handle that {@link Loop} invokes; they
 * are small so that the compiler makes one piece of them and the method.
 */
final class Columns {
    private final Region region;
    private final ByteBuffer bytes;
    private final ShortBuffer shorts;
    private final CharBuffer chars;
    private final IntBuffer ints;
    private final LongBuffer longs;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    private final Class<?>[] types;
    private final Class<?> returnType;
    private final int count;
    private final boolean hasArrays;
    /** Where the values of a parameter begin, in elements; of an array, those of the next case. */
    private final int[] at;
    private final int[] lengthsAt;
    private final Object[] arrays;
    private final int resultLengthsAt;
    private final int resultEnd;
    private int resultAt;
    private boolean fits = true;

    Columns(Region region, ByteBuffer request, Method method) {
        this.region = region;
        types = method.getParameterTypes();
        returnType = method.getReturnType();
        bytes = region.memory().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        shorts = bytes.asShortBuffer();
        chars = bytes.asCharBuffer();
        ints = bytes.asIntBuffer();
        longs = bytes.asLongBuffer();
        floats = bytes.asFloatBuffer();
        doubles = bytes.asDoubleBuffer();
        LongBuffer header = request.asLongBuffer();
        count = (int) header.get();
        resultAt = (int) header.get() / size(returnType);
        resultLengthsAt = (int) header.get() / Integer.BYTES;
        resultEnd = resultAt + (int) header.get();
        at = new int[types.length];
        lengthsAt = new int[types.length];
        arrays = new Object[types.length];
        boolean hasArrays = false;
        for (int i = 0; i < types.length; i++) {
            at[i] = (int) header.get() / size(types[i]);
            lengthsAt[i] = (int) header.get() / Integer.BYTES;
            header.get();
            hasArrays |= types[i].isArray();
        }
        this.hasArrays = hasArrays;
    }

    int count() {
        return count;
    }

    /** Whether there is room for another case. */
    boolean fits() {
        return fits;
    }

    /** Tells Python that a case is begun. */
    void begin(int index) {
        region.begin(index);
    }

    /** Tells Python how many cases are complete, but for one that waits for room. */
    void complete(int count) {
        if (region.needed() == 0) {
            region.complete(count);
        }
    }

    boolean getBoolean(int parameter, int index) {
        return bytes.get(at[parameter] + index) != 0;
    }

    byte getByte(int parameter, int index) {
        return bytes.get(at[parameter] + index);
    }

    short getShort(int parameter, int index) {
        return shorts.get(at[parameter] + index);
    }

    char getChar(int parameter, int index) {
        return chars.get(at[parameter] + index);
    }

    int getInt(int parameter, int index) {
        return ints.get(at[parameter] + index);
    }

    long getLong(int parameter, int index) {
        return longs.get(at[parameter] + index);
    }

    float getFloat(int parameter, int index) {
        return floats.get(at[parameter] + index);
    }

    double getDouble(int parameter, int index) {
        return doubles.get(at[parameter] + index);
    }

    /** An argument of its own for the case, which the method may write to; it is kept. */
    Object getArray(int parameter, int index) {
        int length = ints.get(lengthsAt[parameter] + index);
        arrays[parameter] = null;
        if (length >= 0) {
            Object array = Array.newInstance(types[parameter].getComponentType(), length);
            read(array, at[parameter], length);
            arrays[parameter] = array;
        }
        return arrays[parameter];
    }

    boolean putBoolean(int index, boolean value) {
        bytes.put(resultAt + index, (byte) (value ? 1 : 0));
        return leave();
    }

    boolean putByte(int index, byte value) {
        bytes.put(resultAt + index, value);
        return leave();
    }

    boolean putShort(int index, short value) {
        shorts.put(resultAt + index, value);
        return leave();
    }

    boolean putChar(int index, char value) {
        chars.put(resultAt + index, value);
        return leave();
    }

    boolean putInt(int index, int value) {
        ints.put(resultAt + index, value);
        return leave();
    }

    boolean putLong(int index, long value) {
        longs.put(resultAt + index, value);
        return leave();
    }

    boolean putFloat(int index, float value) {
        floats.put(resultAt + index, value);
        return leave();
    }

    boolean putDouble(int index, double value) {
        doubles.put(resultAt + index, value);
        return leave();
    }

    /** Puts an array; false if there was no room left for it, so that it went to the others. */
    boolean putArray(int index, Object value) {
        int length = value == null ? -1 : Array.getLength(value);
        if (length > resultEnd - resultAt) {
            Wire.Writer item = item(index);
            item.writeByte(Wire.RETURNED);
            Codec.of(returnType).write(item, value);
            putOther(index, item);
            fits = false;
            return false;
        }
        ints.put(resultLengthsAt + index, length);
        if (length > 0) {
            write(value, resultAt, length);
            resultAt += length;
        }
        return leave();
    }

    void putRaised(int index, Throwable raised) {
        Wire.Writer item = item(index);
        if (raised instanceof StackOverflowError) {
            item.writeByte(Wire.STACK_OVERFLOW);
            leave();
            put(index, item);
            return;
        }
        item.writeByte(Wire.RAISED);
        Evaluator.writeRaised(item, raised);
        putOther(index, item);
    }

    void putOutOfMemory(int index) {
        Wire.Writer item = item(index);
        item.writeByte(Wire.OUT_OF_MEMORY);
        put(index, item);
    }

    private static Wire.Writer item(int index) {
        Wire.Writer item = new Wire.Writer();
        item.writeInt(index);
        return item;
    }

    /** Puts an outcome that goes on with the arguments. */
    private void putOther(int index, Wire.Writer item) {
        for (int i = 0; i < types.length; i++) {
            Codec.of(types[i]).write(item, types[i].isArray() ? arrays[i] : get(i, index));
        }
        leave();
        put(index, item);
    }

    private void put(int index, Wire.Writer item) {
        region.complete(index);
        fits &= region.put(item.bytes());
    }

    /** Writes the arrays of a case back, for the method may have changed them. */
    private boolean leave() {
        if (hasArrays) {
            for (int i = 0; i < arrays.length; i++) {
                if (arrays[i] != null) {
                    int length = Array.getLength(arrays[i]);
                    write(arrays[i], at[i], length);
                    at[i] += length;
                }
            }
        }
        return true;
    }

    private Object get(int parameter, int index) {
        int position = (at[parameter] + index) * size(types[parameter]);
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(position);
        return Codec.of(types[parameter]).read(in);
    }

    private void read(Object array, int from, int length) {
        if (array instanceof double[] values) {
            doubles.get(from, values);
        } else if (array instanceof float[] values) {
            floats.get(from, values);
        } else if (array instanceof long[] values) {
            longs.get(from, values);
        } else if (array instanceof int[] values) {
            ints.get(from, values);
        } else if (array instanceof char[] values) {
            chars.get(from, values);
        } else if (array instanceof short[] values) {
            shorts.get(from, values);
        } else if (array instanceof byte[] values) {
            bytes.get(from, values);
        } else {
            boolean[] values = (boolean[]) array;
            for (int i = 0; i < length; i++) {
                values[i] = bytes.get(from + i) != 0;
            }
        }
    }

    private void write(Object array, int to, int length) {
        if (array instanceof double[] values) {
            doubles.put(to, values);
        } else if (array instanceof float[] values) {
            floats.put(to, values);
        } else if (array instanceof long[] values) {
            longs.put(to, values);
        } else if (array instanceof int[] values) {
            ints.put(to, values);
        } else if (array instanceof char[] values) {
            chars.put(to, values);
        } else if (array instanceof short[] values) {
            shorts.put(to, values);
        } else if (array instanceof byte[] values) {
            bytes.put(to, values);
        } else {
            boolean[] values = (boolean[]) array;
            for (int i = 0; i < length; i++) {
                bytes.put(to + i, (byte) (values[i] ? 1 : 0));
            }
        }
    }

    /** The bytes of a value, or of an element of an array. */
    private static int size(Class<?> type) {
        return switch (type.isArray() ? type.componentType().getName() : type.getName()) {
            case "boolean", "byte" -> Byte.BYTES;
            case "short", "char" -> Short.BYTES;
            case "int", "float" -> Integer.BYTES;
            default -> Long.BYTES;
        };
    }
}
