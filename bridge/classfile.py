"""Class files in, the constants that their code holds and the lines of their methods out.

The format is that of the Java Virtual Machine Specification, SE 17, chapters 4 (class files) and 6
(instructions). Large numbers and texts stand in the constant pool, small ints in the instructions.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bridge.constants import Constants

__all__ = ["MethodLine", "class_constants", "find_class", "method_lines"]

# Bytes of an entry of the pool behind its tag; a text tells its own length. JVMS table 4.4-B.
_POOL_SIZES = {
    **dict.fromkeys((7, 8, 16, 19, 20), 2),
    **dict.fromkeys((3, 4, 9, 10, 11, 12, 17, 18), 4),
    **dict.fromkeys((5, 6), 8),
    15: 3,
}
_UTF8, _STRING, _NUMBERS = 1, 8, {3: ">i", 4: ">f", 5: ">q", 6: ">d"}

# Bytes of the operands of an instruction, where there are any. JVMS 6.5.
_OPERAND_SIZES = {
    **dict.fromkeys((16, 18, *range(21, 26), *range(54, 59), 169, 188), 1),
    **dict.fromkeys((17, 19, 20, 132, *range(153, 169), *range(178, 185), 187), 2),
    **dict.fromkeys((189, 192, 193, 198, 199), 2),
    197: 3,
    **dict.fromkeys((185, 186, 200, 201), 4),
}
# Types in descriptors. JVMS table 4.3-A.
_TYPE_NAMES = {
    **{"B": "byte", "C": "char", "D": "double", "F": "float"},
    **{"I": "int", "J": "long", "S": "short", "Z": "boolean"},
}
_BIPUSH, _SIPUSH, _IINC, _TABLESWITCH, _LOOKUPSWITCH, _WIDE = 16, 17, 132, 170, 171, 196


@dataclass(frozen=True, slots=True)
class MethodLine:
    """Where the code of a method begins."""

    name: str
    parameters: tuple[str, ...]  # simple names of their types, without type arguments
    line: int  # 0 where the compiler has left it out


def find_class(name: str, *places: Path) -> bytes:
    """Read the file of a class from the first jar or folder that has it; empty if none does."""
    file = name.replace(".", "/") + ".class"
    return next(filter(None, (_read(file, place) for place in places)), b"")


def _read(file: str, place: Path) -> bytes:
    try:
        if place.is_dir():
            return (place / file).read_bytes()
        with ZipFile(place) as jar:
            return jar.read(file)
    except (OSError, KeyError, BadZipFile):
        return b""


def class_constants(content: bytes) -> Constants:
    """Read the constants of a class; those that every loop has, -1 to 5, are left out."""
    file = _ClassFile(content)
    return Constants.of([*file.pool_constants(), *file.code_constants()])


def method_lines(content: bytes) -> tuple[str, Sequence[MethodLine]]:
    """Read the name of the file that a class was compiled from, empty if unknown, and its lines."""
    file = _ClassFile(content)
    lines = list(file.lines())
    return file.source(), lines


class _Cursor:
    """Bytes, read one after another."""

    def __init__(self, content: bytes, at: int = 0) -> None:
        self._content = content
        self._at = at

    def take(self, length: int) -> bytes:
        self.skip(length)
        return self._content[self._at - length : self._at]

    def skip(self, length: int) -> None:
        self._at += length

    def unsigned(self, length: int) -> int:
        return int.from_bytes(self.take(length), "big")


class _ClassFile:
    """A class file, which a JVM has accepted; it can be read once."""

    def __init__(self, content: bytes) -> None:
        self._cursor = _Cursor(content, 8)  # behind the magic number and the version
        self._texts: dict[int, bytes] = {}
        self._strings: list[int] = []
        self._numbers: list[int | float] = []
        self._read_pool()

    def pool_constants(self) -> Iterator[object]:
        """The numbers and texts that instructions refer to."""
        yield from self._numbers
        for index in self._strings:
            yield _text(self._texts[index])

    def code_constants(self) -> Iterator[int]:
        """The numbers within the instructions of all methods."""
        for _, _, code in self._methods():
            [size] = struct.unpack_from(">I", code, 4)
            yield from _pushed(code[8 : 8 + size])

    def lines(self) -> Iterator[MethodLine]:
        """Where the methods that have code begin."""
        for name, descriptor, code in self._methods():
            yield MethodLine(name, tuple(_parameters(descriptor)), self._line(code))

    def source(self) -> str:
        """The name of the source, to be asked for after the methods."""
        found = dict(self._attributes(self._cursor)).get(b"SourceFile", b"")
        return _text(self._texts[int.from_bytes(found, "big")]) if found else ""

    def _read_pool(self) -> None:
        cursor = self._cursor
        index, count = 1, cursor.unsigned(2)
        while index < count:
            tag = cursor.unsigned(1)
            if tag == _UTF8:
                self._texts[index] = cursor.take(cursor.unsigned(2))
            elif tag == _STRING:
                self._strings.append(cursor.unsigned(2))
            elif tag in _NUMBERS:
                self._numbers += struct.unpack(_NUMBERS[tag], cursor.take(_POOL_SIZES[tag]))
            else:
                cursor.skip(_POOL_SIZES[tag])
            # A long and a double take two places. JVMS 4.4.5.
            index += 2 if tag in {5, 6} else 1

    def _methods(self) -> Iterator[tuple[str, str, bytes]]:
        """Name, descriptor and Code attribute of the methods that have one."""
        cursor = self._cursor
        cursor.skip(6)
        cursor.skip(2 * cursor.unsigned(2))
        for _ in range(2):  # the fields, and then the methods
            for _ in range(cursor.unsigned(2)):
                cursor.skip(2)
                name, descriptor = (_text(self._texts[cursor.unsigned(2)]) for _ in range(2))
                for attribute, content in self._attributes(cursor):
                    if attribute == b"Code":
                        yield name, descriptor, content

    def _line(self, code: bytes) -> int:
        """The first line that instructions come from. JVMS 4.7.3 and 4.7.12."""
        cursor = _Cursor(code, 4)
        cursor.skip(cursor.unsigned(4))
        cursor.skip(8 * cursor.unsigned(2))
        tables = [table for name, table in self._attributes(cursor) if name == b"LineNumberTable"]
        return min(
            (n for table in tables for _, n in struct.iter_unpack(">2H", table[2:])), default=0
        )

    def _attributes(self, cursor: _Cursor) -> Iterator[tuple[bytes, bytes]]:
        for _ in range(cursor.unsigned(2)):
            yield self._texts[cursor.unsigned(2)], cursor.take(cursor.unsigned(4))


def _parameters(descriptor: str) -> Iterator[str]:
    """The types in a descriptor such as ``([ILjava/util/List;)V``. JVMS 4.3.3."""
    listed = descriptor[1 : descriptor.index(")")]
    for rows, primitive, name in re.findall(r"(\[*)(?:([BCDFIJSZ])|L([^;]+);)", listed):
        yield (_TYPE_NAMES.get(primitive) or re.split("[/$]", name)[-1]) + "[]" * len(rows)


def _pushed(code: bytes) -> Iterator[int]:
    """The ints that the instructions push or switch on."""
    at = 0
    while at < len(code):
        instruction, at = code[at], at + 1
        if instruction == _BIPUSH:
            yield from struct.unpack_from(">b", code, at)
        elif instruction == _SIPUSH:
            yield from struct.unpack_from(">h", code, at)
        if instruction in {_TABLESWITCH, _LOOKUPSWITCH}:
            at += -at % 4  # the operands are aligned
            keys, size = _switch(instruction, code, at)
            yield from keys
            at += size
        elif instruction == _WIDE:
            at += 5 if code[at] == _IINC else 3
        else:
            at += _OPERAND_SIZES.get(instruction, 0)


def _switch(instruction: int, code: bytes, at: int) -> tuple[list[int], int]:
    """What a switch tells apart, and the bytes of its operands."""
    if instruction == _TABLESWITCH:
        low, high = struct.unpack_from(">2i", code, at + 4)
        return [low, high], 12 + 4 * (high - low + 1)
    [count] = struct.unpack_from(">i", code, at + 4)
    keys = [struct.unpack_from(">i", code, at + 8 + 8 * i)[0] for i in range(count)]
    return keys, 8 + 8 * count


def _text(content: bytes) -> str:
    """A text of the pool: UTF-8 of each UTF-16 unit, and of U+0000 in two bytes. JVMS 4.4.7."""
    return content.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
