package portproof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;
import py4j.GatewayServer;

/**
 * Starts the gateway and ends with the process that started it.
 *
 * <p>The argument is the path of the shared memory. The token is the first line of standard input, so that it stands in no argument list. The port
 * goes to standard output. End of file on standard input ends the JVM, whatever runs in it.
 */
public final class Harness {
    private Harness() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader parent =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String token = parent.readLine();
        if (token == null || token.isEmpty()) {
            Runtime.getRuntime().halt(2);
        }
        // The judged code must not read what is the harness's: it sees the end of the file.
        System.setIn(InputStream.nullInputStream());
        GatewayServer server =
                new GatewayServer.GatewayServerBuilder(new Evaluator(new Region(arguments[0])))
                        .javaAddress(InetAddress.getLoopbackAddress())
                        .javaPort(0)
                        .authToken(token)
                        .serverSocketFactory(new PromptSockets())
                        .build();
        server.start();
        System.out.println("portproof " + server.getListeningPort() + " "
                + System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
        System.out.flush();
        while (parent.readLine() != null) {
            // Nothing follows the token; only the end is waited for.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Sockets with TCP_NODELAY: without it answers beyond 8 kB take 44 ms instead of 0.3. */
    private static final class PromptSockets extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
                throws IOException {
            ServerSocket socket = createServerSocket();
            socket.bind(new InetSocketAddress(address, port), backlog);
            return socket;
        }
    }
}
