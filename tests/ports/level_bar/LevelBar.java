public class LevelBar {
    /** Draws a level as a bar of hashes, one for every four units. */
    public static String bar(byte level) {
        int hashes = Math.round(Math.abs(level) / 4f);
        return "#".repeat(hashes);
    }
}
