"""What can go wrong with the harness itself; a difference between the sides is no exception."""

__all__ = [
    "BridgeError",
    "JavacError",
    "JdkNotFoundError",
    "RequestError",
    "SideError",
    "UnsupportedTypeError",
]


class BridgeError(Exception):
    """The kit could not do its work: nothing was learnt about the port."""


class JdkNotFoundError(BridgeError):
    """No JDK, or no JVM, that is new enough."""


class JavacError(BridgeError):
    """The compiler refused a source; the message is the compiler's own."""


class SideError(BridgeError):
    """The process of a side would not start, died, or answered something else than was asked."""

    def __init__(self, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code  # its exit code, where it has ended


class RequestError(BridgeError):
    """What was asked for is not there, or does not fit."""


class UnsupportedTypeError(BridgeError):
    """A Java type that cannot cross the border yet."""
