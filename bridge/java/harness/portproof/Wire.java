package portproof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Texts, and what is written to; the layout is in {@code wire.py}. */
final class Wire {
    static final int RETURNED = 0;
    static final int RAISED = 1;
    static final int STACK_OVERFLOW = 2;
    static final int OUT_OF_MEMORY = 3;
    /** That of arguments that could not be made; a process that exits has 4. */
    static final int UNMADE = 5;
    /** Added to one of the first two. */
    static final int UNFIT = 8;

    private Wire() {}

    /** One text, which may be null. */
    static String readText(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        char[] units = new char[length];
        next(in, Character.BYTES * length).asCharBuffer().get(units);
        return new String(units);
    }

    /** The next so many bytes, which then count as read or written. */
    static ByteBuffer next(ByteBuffer buffer, int count) {
        ByteBuffer part = buffer.slice(buffer.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + count);
        return part;
    }

    /** Grows as it is written to. */
    static final class Writer {
        // As large as an array gets on every JVM.
        private static final int LARGEST = Integer.MAX_VALUE - 8;

        private ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

        /** Where to put the next bytes; there is room for so many. */
        ByteBuffer room(long count) {
            long needed = out.position() + count;
            if (needed > LARGEST) {
                throw new OutOfMemoryError("an outcome must take less than 2 GB");
            }
            if (needed > out.capacity()) {
                long capacity = Math.min(LARGEST, Math.max(2L * out.capacity(), needed));
                out = ByteBuffer.allocate((int) capacity)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(out.flip());
            }
            return out;
        }

        byte[] bytes() {
            return Arrays.copyOf(out.array(), out.position());
        }

        void writeByte(int value) {
            room(1).put((byte) value);
        }

        void writeBytes(byte[] bytes) {
            room(bytes.length).put(bytes);
        }

        void writeInt(int value) {
            room(Integer.BYTES).putInt(value);
        }

        void writeText(String text) {
            if (text == null) {
                writeInt(-1);
                return;
            }
            writeInt(text.length());
            long bytes = (long) Character.BYTES * text.length();
            next(room(bytes), (int) bytes).asCharBuffer().put(text);
        }

        /** Writes an int to be overwritten; where it is. */
        int reserveInt() {
            writeInt(0);
            return out.position() - Integer.BYTES;
        }

        void overwriteInt(int position, int value) {
            out.putInt(position, value);
        }
    }
}
