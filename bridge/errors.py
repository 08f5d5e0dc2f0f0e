"""What can go wrong with the harness itself; a difference between the sides is no exception."""

__all__ = [
    "BridgeError",
    "JavacError",
    "JdkNotFoundError",
    "JvmError",
    "RequestError",
    "UnsupportedTypeError",
]


class BridgeError(Exception):
    """The kit could not do its work: nothing was learnt about the port."""


class JdkNotFoundError(BridgeError):
    """No JDK, or no JVM, that is new enough."""


class JavacError(BridgeError):
    """The compiler refused a source; the message is the compiler's own."""


class JvmError(BridgeError):
    """The JVM would not start, died, or answered something else than was asked."""


class RequestError(BridgeError):
    """What was asked for is not there, or does not fit."""


class UnsupportedTypeError(BridgeError):
    """A Java type that cannot cross the border yet."""
