public class NextSeason {
    enum Season { SPRING, SUMMER, AUTUMN, WINTER }

    /** Returns the season so many seasons later. */
    public static Season after(Season season, int steps) {
        Season[] seasons = Season.values();
        return seasons[Math.floorMod(season.ordinal() + steps, seasons.length)];
    }
}
