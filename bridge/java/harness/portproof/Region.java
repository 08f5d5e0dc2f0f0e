package portproof;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The memory that is shared with Python; its layout is in {@code region.py}. */
final class Region {
    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BEGUN = 0;
    private static final int COMPLETE = 8;
    private static final int BYTES = 16;
    private static final int REQUEST = 64;

    private final Path path;
    private ByteBuffer memory;
    private LongBuffer words;
    private byte[] waiting;
    private int answerAt;
    private int begun;
    private int complete;
    private int bytes;

    Region(String path) throws IOException {
        this.path = Path.of(path);
        map();
    }

    /** Maps the region in the size that it has now. */
    void map() throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size());
        }
        words = memory.duplicate().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }

    /** The request of so many bytes; what is put from now on is its answer. */
    ByteBuffer request(int length, int answerAt) {
        this.answerAt = answerAt;
        begun = 0;
        complete = 0;
        bytes = 0;
        waiting = null;
        LONGS.setRelease(memory, BEGUN, 0L);
        LONGS.setRelease(memory, COMPLETE, 0L);
        LONGS.setRelease(memory, BYTES, 0L);
        return memory.slice(REQUEST, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Tells Python that the next item was begun. */
    void begin() {
        LONGS.setRelease(memory, BEGUN, (long) ++begun);
    }

    /**
     * Tells Python that the item of this index was begun.
     *
     * <p>A plain store, for one that orders others costs a nanosecond or two for each item. It is
     * exact once the item hangs or the process has ended: no store waits beyond a safepoint.
     */
    void begin(int index) {
        words.put(BEGUN / Long.BYTES, index + 1L);
    }

    /** Tells Python how many items are complete. */
    void complete(int count) {
        complete = count;
        LONGS.setRelease(memory, COMPLETE, (long) count);
    }

    /** All of it. */
    ByteBuffer memory() {
        return memory;
    }

    /** Puts an item behind the others; false if it waits for the region to grow. */
    boolean put(byte[] item) {
        int at = answerAt + bytes;
        if (item.length > memory.capacity() - at) {
            waiting = item;
            return false;
        }
        memory.put(at, item);
        bytes += item.length;
        LONGS.setRelease(memory, BYTES, (long) bytes);
        LONGS.setRelease(memory, COMPLETE, (long) ++complete);
        return true;
    }

    /** Puts the item that waits, if one does, after the region has grown. */
    void putWaiting() {
        if (waiting != null) {
            byte[] item = waiting;
            waiting = null;
            put(item);
        }
    }

    /** How many bytes more the item that waits needs from the answer's start; 0 if none waits. */
    int needed() {
        return waiting == null ? 0 : bytes + waiting.length;
    }
}
