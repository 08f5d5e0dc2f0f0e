public class AccessLevel {
    /** Returns the rights of a level; every level includes the lower ones. */
    @SuppressWarnings("fallthrough")
    public static String rights(int level) {
        StringBuilder result = new StringBuilder();
        switch (Math.floorMod(level, 4)) {
            case 3:
                result.append("admin ");
            case 2:
                result.append("write ");
            case 1:
                result.append("read");
                break;
            default:
                result.append("none");
        }
        return result.toString();
    }
}
