import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles many programs one after another, for a compiler that is warm takes a tenth of the time.
 *
 * <p>For each, standard input has a line with the number of javac's arguments, and a line for each of
 * them; standard output gets a line with javac's exit code. What javac says is dropped.
 */
final class Compile {
    private Compile() {}

    public static void main(String[] none) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        OutputStream nowhere = OutputStream.nullOutputStream();
        for (String count = in.readLine(); count != null; count = in.readLine()) {
            String[] arguments = new String[Integer.parseInt(count)];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = in.readLine();
            }
            System.out.println(compiler.run(null, nowhere, nowhere, arguments));
        }
    }
}
