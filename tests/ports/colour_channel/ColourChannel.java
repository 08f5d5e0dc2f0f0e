public class ColourChannel {
    /** Brightens every channel of a colour in place. */
    public static void brighten(byte[] channels, byte amount) {
        for (int i = 0; i < channels.length; i++) {
            channels[i] += amount;
        }
    }
}
