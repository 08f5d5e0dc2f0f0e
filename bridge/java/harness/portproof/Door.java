package portproof;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import py4j.Protocol;
import py4j.commands.AuthCommand;

/**
 * Listens on the loopback interface until one caller shows the token; then nobody listens any more.
 *
 * <p>py4j would read a line without an end before it looked at the token, and give every idle
 * connection a thread. Here no byte of a stranger reaches py4j: what a caller says first goes into a
 * buffer of the length of the right words, and all callers share one thread.
 */
final class Door implements Closeable {
    /** Each costs a file descriptor; the session itself knocks once and speaks at once. */
    private static final int MOST_CALLERS = 64;

    private final byte[] rightWords;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Deque<SelectionKey> callers = new ArrayDeque<>();

    /** Opens a free port for whoever says the token as py4j's client says it. */
    Door(String token) throws IOException {
        rightWords = String.join("\n", AuthCommand.COMMAND_NAME, token, "")
                .getBytes(StandardCharsets.US_ASCII);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Waits for the caller who knows the token, and sends everyone else away. */
    Socket admit() throws IOException {
        try (this) {
            while (true) {
                selector.select();
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    if (key.isValid() && key.isAcceptable()) {
                        receive();
                    } else if (key.isValid() && knowsTheToken(key)) {
                        return welcome(key);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SelectionKey key : callers) {
            key.channel().close();
        }
        selector.close();
    }

    private void receive() throws IOException {
        SocketChannel caller = listener.accept();
        if (caller == null) {
            return;
        }
        caller.configureBlocking(false);
        ByteBuffer words = ByteBuffer.allocate(rightWords.length);
        callers.add(caller.register(selector, SelectionKey.OP_READ, words));
        if (callers.size() > MOST_CALLERS) {
            sendAway(callers.getFirst());
        }
    }

    private boolean knowsTheToken(SelectionKey key) throws IOException {
        ByteBuffer words = (ByteBuffer) key.attachment();
        int read;
        try {
            read = ((SocketChannel) key.channel()).read(words);
        } catch (IOException gone) {
            read = -1;
        }
        if (read >= 0 && words.hasRemaining()) {
            return false;
        }
        // isEqual takes the same time wherever the difference is.
        if (read >= 0 && MessageDigest.isEqual(words.array(), rightWords)) {
            return true;
        }
        sendAway(key);
        return false;
    }

    private void sendAway(SelectionKey key) throws IOException {
        callers.remove(key);
        key.channel().close();
    }

    private Socket welcome(SelectionKey key) throws IOException {
        callers.remove(key);
        key.cancel();
        // A channel that is registered cannot be made to block.
        selector.selectNow();
        SocketChannel caller = (SocketChannel) key.channel();
        caller.configureBlocking(true);
        // Without it answers beyond 8 kB take 44 ms instead of 0.3.
        caller.setOption(StandardSocketOptions.TCP_NODELAY, true);
        caller.write(StandardCharsets.US_ASCII.encode(Protocol.getOutputVoidCommand()));
        return caller.socket();
    }
}
