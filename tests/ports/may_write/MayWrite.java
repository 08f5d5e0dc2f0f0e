public class MayWrite {
    private static final int OWNER = 4;
    private static final int ACTIVE = 1;

    /** Tells whether the rights of a user let them write. */
    public static boolean mayWrite(int rights) {
        return (rights & OWNER) != 0 && (rights & ACTIVE) != 0;
    }
}
