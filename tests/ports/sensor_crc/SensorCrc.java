public class SensorCrc {
    /** Returns the check byte of a sensor's message. */
    public static byte crc(byte[] message) {
        int crc = 0xff;
        for (byte b : message) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x31 : crc << 1;
            }
        }
        return (byte) crc;
    }
}
