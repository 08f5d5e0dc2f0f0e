class ChunkGrid:
    """The chunks of a block world."""

    SIZE = 16

    @staticmethod
    def chunk_name(x: int, z: int) -> str:
        """Name the chunk in which a block lies; Java's division cuts towards zero."""
        return f"c.{int(x / ChunkGrid.SIZE)}.{int(z / ChunkGrid.SIZE)}"
