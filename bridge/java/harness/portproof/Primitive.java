package portproof;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/** The eight primitives: one value, which Java boxes, and a whole array of them at once. */
enum Primitive implements Codec {
    BOOLEAN(boolean.class, Boolean.class, 1) {
        @Override public Object read(ByteBuffer in) {
            return in.get() != 0;
        }

        @Override void put(ByteBuffer out, Object value) {
            out.put((byte) ((Boolean) value ? 1 : 0));
        }

        @Override void getRow(ByteBuffer in, Object row) {
            boolean[] booleans = (boolean[]) row;
            for (int i = 0; i < booleans.length; i++) {
                booleans[i] = in.get() != 0;
            }
        }

        @Override void putRow(ByteBuffer out, Object row) {
            for (boolean value : (boolean[]) row) {
                out.put((byte) (value ? 1 : 0));
            }
        }
    },

    BYTE(byte.class, Byte.class, Byte.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.get();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.put((Byte) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.get((byte[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.put((byte[]) row);
        }
    },

    SHORT(short.class, Short.class, Short.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.getShort();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.putShort((Short) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.asShortBuffer().get((short[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.asShortBuffer().put((short[]) row);
        }
    },

    CHAR(char.class, Character.class, Character.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.getChar();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.putChar((Character) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.asCharBuffer().get((char[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.asCharBuffer().put((char[]) row);
        }
    },

    INT(int.class, Integer.class, Integer.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.getInt();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.putInt((Integer) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.asIntBuffer().get((int[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.asIntBuffer().put((int[]) row);
        }
    },

    LONG(long.class, Long.class, Long.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.getLong();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.putLong((Long) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.asLongBuffer().get((long[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.asLongBuffer().put((long[]) row);
        }
    },

    FLOAT(float.class, Float.class, Float.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.getFloat();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.putFloat((Float) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.asFloatBuffer().get((float[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.asFloatBuffer().put((float[]) row);
        }
    },

    DOUBLE(double.class, Double.class, Double.BYTES) {
        @Override public Object read(ByteBuffer in) {
            return in.getDouble();
        }

        @Override void put(ByteBuffer out, Object value) {
            out.putDouble((Double) value);
        }

        @Override void getRow(ByteBuffer in, Object row) {
            in.asDoubleBuffer().get((double[]) row);
        }

        @Override void putRow(ByteBuffer out, Object row) {
            out.asDoubleBuffer().put((double[]) row);
        }
    };

    final Class<?> type;
    final Class<?> box;
    private final int width;

    Primitive(Class<?> type, Class<?> box, int width) {
        this.type = type;
        this.box = box;
        this.width = width;
    }

    abstract void put(ByteBuffer out, Object value);

    abstract void getRow(ByteBuffer in, Object row);

    abstract void putRow(ByteBuffer out, Object row);

    @Override public void write(Wire.Writer out, Object value) {
        put(out.room(width), value);
    }

    /** The codec of its box, which may be null. */
    Codec boxed() {
        return new Codec() {
            @Override public Object read(ByteBuffer in) {
                return in.get() == 0 ? null : Primitive.this.read(in);
            }

            @Override public void write(Wire.Writer out, Object value) {
                out.writeByte(value == null ? 0 : 1);
                if (value != null) {
                    Primitive.this.write(out, value);
                }
            }
        };
    }

    /** The codec of an array of it, which may be null. */
    Codec row() {
        return new Codec() {
            @Override public Object read(ByteBuffer in) {
                int length = in.getInt();
                if (length < 0) {
                    return null;
                }
                Object row = Array.newInstance(type, length);
                getRow(Wire.next(in, width * length), row);
                return row;
            }

            @Override public void write(Wire.Writer out, Object row) {
                int length = row == null ? -1 : Array.getLength(row);
                out.writeInt(length);
                if (row != null) {
                    long bytes = (long) width * length;
                    putRow(Wire.next(out.room(bytes), (int) bytes), row);
                }
            }
        };
    }
}
