public class PackedColour {
    /** Packs four channels of a colour into a word, the opacity on top. */
    public static int pack(byte alpha, byte red, byte green, byte blue) {
        return (alpha & 0xff) << 24 | (red & 0xff) << 16 | (green & 0xff) << 8 | blue & 0xff;
    }
}
