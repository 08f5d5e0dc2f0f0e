package portproof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Plays a session with itself up to the first answer, so that the JVM can list the classes it takes.
 *
 * <p>The arguments are a file that serves as the shared memory, and the jar of the harness, which is
 * loaded from in place of a user's.
 */
public final class Rehearsal {
    private static final String TOKEN = "rehearsal";
    private static final int REQUEST = 64;
    private static final int SIZE = 1 << 16;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        int length = writeRequest(Path.of(arguments[0]), arguments[1], Rehearsal.class.getName());
        int port = Harness.open(TOKEN, arguments[0]);
        // What py4j's client sends: the token, then a call of the entry point with three ints.
        String said = "A\n" + TOKEN + "\nc\nt\nload\ni1\ni" + length + "\ni" + SIZE / 2 + "\ne\n";
        try (Socket python = new Socket(InetAddress.getLoopbackAddress(), port)) {
            python.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers = new BufferedReader(
                    new InputStreamReader(python.getInputStream(), StandardCharsets.US_ASCII));
            answers.readLine();
            answers.readLine();
        }
    }

    /** Not private: two methods have to be sorted for the sorting to be rehearsed. */
    static int writeRequest(Path memory, String... texts) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        content.position(REQUEST).putInt(0).put((byte) 0);
        for (String text : texts) {
            content.putInt(1);
            content.putInt(text.length());
            for (char unit : text.toCharArray()) {
                content.putChar(unit);
            }
        }
        Files.write(memory, content.array());
        return content.position() - REQUEST;
    }
}
