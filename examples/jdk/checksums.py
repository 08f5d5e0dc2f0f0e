"""What one takes from the standard library for `Checksums.java`."""

import base64
import hashlib
import struct
import zlib
from urllib.parse import quote_plus, unquote_plus


def crc32(data):
    return zlib.crc32(bytes(data))


def adler32(data):
    return zlib.adler32(bytes(data))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def base64_encode(data):
    return base64.b64encode(bytes(data)).decode()


def base64_decode(text):
    return list(base64.b64decode(text))


def utf8(text):
    return list(text.encode())


def url_encode(text):
    return quote_plus(text)


def url_decode(text):
    return unquote_plus(text)


def string_hash_code(text):
    code = 0
    for character in text:
        code = (31 * code + ord(character)) & 0xFFFFFFFF
    return code - 0x100000000 if code >= 0x80000000 else code


def long_hash_code(value):
    return hash(value)


def boolean_hash_code(value):
    return hash(value)


def double_hash_code(value):
    bits = struct.unpack(">q", struct.pack(">d", value))[0]
    code = (bits ^ (bits >> 32)) & 0xFFFFFFFF
    return code - 0x100000000 if code >= 0x80000000 else code
