class PointHash:
    @staticmethod
    def hash_of(x: int, y: int) -> int:
        """Return the hash of a point on a grid, in 32 bits."""
        value = (17 * 486187739 + x) * 486187739 + y
        return (value + 2**31) % 2**32 - 2**31
