package portproof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The memory that is shared with Python; see {@code region.py}. */
final class Region {
    private final Path path;
    private ByteBuffer memory;
    private byte[] waiting = {};

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
    }

    /** The request of so many bytes. */
    ByteBuffer request(int length) {
        return memory.slice(0, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Puts an answer at {@code start}, or keeps it until there is room.
     *
     * @return its length, negative if it has to be fetched
     */
    int answer(int start, byte[] answer) {
        if (answer.length > memory.capacity() - start) {
            waiting = answer;
            return -answer.length;
        }
        memory.put(start, answer);
        waiting = new byte[0];
        return answer.length;
    }

    /** Puts the answer that was kept. */
    int fetch(int start) {
        return answer(start, waiting);
    }
}
