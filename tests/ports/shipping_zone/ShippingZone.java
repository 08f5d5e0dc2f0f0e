public class ShippingZone {
    /** Returns the zone of a parcel by its weight and distance. */
    public static int zone(int grams, int distance) {
        int zone = 3;
        if (distance < 50) {
            if (grams < 20) {
                zone = 1;
            } else {
                zone = 2;
            }
        }
        return zone;
    }
}
