package portproof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import py4j.Gateway;
import py4j.GatewayConnection;
import py4j.GatewayServer;

/**
 * Starts the gateway and ends with the process that started it.
 *
 * <p>The argument is the path of the shared memory. The token is the first line of standard input, so
 * that it stands in no argument list. The port goes to standard output. End of file on standard input
 * ends the JVM, whatever runs in it.
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
        int port = open(token, arguments[0]);
        System.out.println(String.join(" ", "portproof", Integer.toString(port),
                System.getProperty("java.version"), System.getProperty("java.vendor")));
        System.out.flush();
        while (parent.readLine() != null) {
            // Nothing follows the token; only the end is waited for.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Serves whoever knows the token, in a thread of its own; gives the port. */
    static int open(String token, String memory) throws IOException {
        GatewayServer.turnLoggingOff();
        Gateway gateway = new Gateway(new Evaluator(new Region(memory)));
        gateway.startup();
        Door door = new Door(token);
        new Doorkeeper(gateway, door).start();
        return door.port();
    }

    /** Lets py4j answer the one caller who knows the token. */
    private static final class Doorkeeper extends Thread {
        private final Gateway gateway;
        private final Door door;

        Doorkeeper(Gateway gateway, Door door) {
            super("doorkeeper");
            setDaemon(true);
            this.gateway = gateway;
            this.door = door;
        }

        @Override
        public void run() {
            try {
                new GatewayConnection(gateway, door.admit()).run();
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    }
}
