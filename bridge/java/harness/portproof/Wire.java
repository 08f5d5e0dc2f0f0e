package portproof;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values to bytes and back, typed by the declared type; the layout is in {@code wire.py}. */
final class Wire {
    private Wire() {}

    static String readText(ByteBuffer in) {
        char[] units = new char[in.getInt()];
        in.asCharBuffer().get(units);
        in.position(in.position() + Character.BYTES * units.length);
        return new String(units);
    }

    static Object read(ByteBuffer in, Class<?> type) {
        if (type.isArray()) {
            return readArray(in, type.getComponentType());
        }
        // Method.invoke unboxes by the declared type, so a box of exactly that type is wanted.
        return switch (type.getName()) {
            case "boolean" -> in.get() != 0;
            case "byte" -> in.get();
            case "short" -> in.getShort();
            case "char" -> in.getChar();
            case "int" -> in.getInt();
            case "long" -> in.getLong();
            case "float" -> in.getFloat();
            case "double" -> in.getDouble();
            default -> throw unsupported(type);
        };
    }

    private static Object readArray(ByteBuffer in, Class<?> element) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        Object array = Array.newInstance(element, length);
        if (element == double.class) {
            in.asDoubleBuffer().get((double[]) array);
            in.position(in.position() + Double.BYTES * length);
            return array;
        }
        for (int i = 0; i < length; i++) {
            Array.set(array, i, read(in, element));
        }
        return array;
    }

    /** Grows as it is written to. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteBuffer scratch =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

        byte[] bytes() {
            return out.toByteArray();
        }

        void writeByte(int value) {
            out.write(value);
        }

        void writeInt(int value) {
            scratch.putInt(0, value);
            flush(Integer.BYTES);
        }

        void writeText(String text) {
            if (text == null) {
                writeInt(-1);
                return;
            }
            writeInt(text.length());
            for (int i = 0; i < text.length(); i++) {
                scratch.putChar(0, text.charAt(i));
                flush(Character.BYTES);
            }
        }

        void write(Class<?> type, Object value) {
            if (type.isArray()) {
                writeArray(type.getComponentType(), value);
                return;
            }
            switch (type.getName()) {
                case "void" -> { }
                case "boolean" -> writeByte((Boolean) value ? 1 : 0);
                case "byte" -> writeByte((Byte) value);
                case "short" -> { scratch.putShort(0, (Short) value); flush(Short.BYTES); }
                case "char" -> { scratch.putChar(0, (Character) value); flush(Character.BYTES); }
                case "int" -> writeInt((Integer) value);
                case "long" -> { scratch.putLong(0, (Long) value); flush(Long.BYTES); }
                // putFloat and putDouble keep the payload of a NaN.
                case "float" -> { scratch.putFloat(0, (Float) value); flush(Float.BYTES); }
                case "double" -> { scratch.putDouble(0, (Double) value); flush(Double.BYTES); }
                default -> throw unsupported(type);
            }
        }

        private void writeArray(Class<?> element, Object array) {
            int length = array == null ? -1 : Array.getLength(array);
            writeInt(length);
            if (array instanceof double[] doubles) {
                ByteBuffer bulk =
                        ByteBuffer.allocate(Double.BYTES * length).order(ByteOrder.LITTLE_ENDIAN);
                bulk.asDoubleBuffer().put(doubles);
                out.writeBytes(bulk.array());
                return;
            }
            for (int i = 0; i < length; i++) {
                write(element, Array.get(array, i));
            }
        }

        private void flush(int count) {
            out.write(scratch.array(), 0, count);
        }
    }

    private static IllegalArgumentException unsupported(Class<?> type) {
        return new IllegalArgumentException("no encoding for " + type.getTypeName());
    }
}
