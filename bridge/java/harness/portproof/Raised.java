package portproof;

/** What a judged method raised, told apart from what the harness itself might raise around it. */
final class Raised extends Exception {
    private Raised(Throwable cause) {
        super(null, cause, false, false);
    }

    /** Wraps anything but an exhausted heap, which is the JVM's trouble wherever it shows. */
    static Raised by(Throwable cause) {
        if (cause instanceof OutOfMemoryError error) {
            throw error;
        }
        return new Raised(cause);
    }
}
