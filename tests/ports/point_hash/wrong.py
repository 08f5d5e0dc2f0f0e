class PointHash:
    _FACTOR = 486187739

    @staticmethod
    def _mix(hash_value: int, part: int) -> int:
        return hash_value * PointHash._FACTOR + part

    @staticmethod
    def hash_of(x: int, y: int) -> int:
        """Return the hash of a point on a grid."""
        hash_value = 17
        for part in (x, y):
            hash_value = PointHash._mix(hash_value, part)
        return hash_value
