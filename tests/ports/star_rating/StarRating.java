public class StarRating {
    /** Returns the stars for a rating of up to ten points. */
    public static int stars(float points) {
        if (!(points > 0)) {
            return 0;
        }
        return points >= 10 ? 5 : Math.round(points / 2);
    }
}
