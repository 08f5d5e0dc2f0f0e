public class PercentDone {
    /** Returns how many percent of the files are done, or 100 if there are none. */
    public static long percentDone(int done, int files) {
        return files == 0 ? 100 : 100L * done / files;
    }
}
