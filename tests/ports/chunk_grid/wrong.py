class ChunkGrid:
    """The chunks of a block world."""

    SIZE = 16

    @staticmethod
    def chunk_name(x: int, z: int) -> str:
        """Name the chunk in which a block lies."""
        return f"c.{x // ChunkGrid.SIZE}.{z // ChunkGrid.SIZE}"
