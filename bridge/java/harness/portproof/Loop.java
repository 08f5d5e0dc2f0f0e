package portproof;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Calls one method for each case of its columns.
 *
 * <p>The class is a template: {@link Loops} defines it anew for each method. For the compiler the
 * step is a constant then, so that each copy becomes a loop around its own method, however many
 * others there are.
 */
final class Loop {
    /** Takes the arguments from the columns, calls the method and puts the result. */
    private static final MethodHandle STEP = step();
    /** After so many cases Python is told that they are complete. */
    private static final int PIECE = 4096;

    private Loop() {}

    /** Evaluates every case, or as many as the shared memory has room for. */
    static void run(Columns columns) throws Throwable {
        int index = 0;
        while (index < columns.count() && columns.fits()) {
            index = evaluate(columns, index, Math.min(columns.count(), index + PIECE));
            columns.complete(index);
        }
    }

    /**
     * Evaluates the cases from an index to another, or fewer if one raises; tells how far it came.
     *
     * <p>A method of its own, which is called so often that it is compiled as a whole.
     */
    private static int evaluate(Columns columns, int index, int end) throws Throwable {
        try {
            try {
                for (; index < end; index++) {
                    columns.begin(index);
                    if (!(boolean) STEP.invokeExact(columns, index)) {
                        return index + 1;
                    }
                }
            } catch (Raised raised) {
                columns.putRaised(index, raised.getCause());
                index++;
            }
        } catch (OutOfMemoryError error) {
            columns.putOutOfMemory(index);
            // What filled the heap may still hold it, so that even an answer could not be sent.
            Runtime.getRuntime().halt(Evaluator.HEAP_IS_FULL);
        }
        return index;
    }

    private static MethodHandle step() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle.class);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
