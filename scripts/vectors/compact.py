#!/usr/bin/python3
"""Compact seals, written from docs/spec/compact.md alone, to make its test vectors.

    apt-get install --no-install-recommends python3-cryptography
    /usr/bin/python3 scripts/vectors/compact.py           # writes test/vectors/compact/*.json
    /usr/bin/python3 scripts/vectors/compact.py --check   # fails when one of them would change

It shares nothing with src/: what both get right was said clearly. The cases are in compact_cases.py.
"""

import base64
import json
import pathlib
import sys
from dataclasses import dataclass, replace
from typing import Optional

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LABEL = b"ironseal/seal/v1"
VER = b"\xb1"

SID, PADDED, NO_EXPIRY, META, TRANSIENT = 1, 2, 4, 8, 16


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


# §2


def material(secret: str) -> bytes:
    if secret.startswith("base64url:"):
        text = secret[len("base64url:") :]
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if secret.startswith("hex:"):
        return bytes.fromhex(secret[len("hex:") :])
    return secret.encode("utf-8")


def derive(secret: str, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, LABEL + b" extract", LABEL + info).derive(material(secret))


def kid_of(secret: str) -> bytes:
    return derive(secret, b" key id", 16)


def key_of(secret: str) -> bytes:
    return derive(secret, b" xaes-256-gcm key", 32)


# §3


def aes(key: bytes, block: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


def xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right))


def subkey(key: bytes) -> bytes:
    l = int.from_bytes(aes(key, bytes(16)), "big")
    doubled = (l << 1) & ((1 << 128) - 1)
    return (doubled ^ 0x87 if l >> 127 else doubled).to_bytes(16, "big")


def message_key(key: bytes, nonce: bytes) -> bytes:
    k1 = subkey(key)
    m1 = b"\x00\x01\x58\x00" + nonce[:12]
    m2 = b"\x00\x02\x58\x00" + nonce[:12]
    return aes(key, xor(m1, k1)) + aes(key, xor(m2, k1))


def pae(pieces: list) -> bytes:
    encoded = len(pieces).to_bytes(8, "little")
    for piece in pieces:
        encoded += len(piece).to_bytes(8, "little") + piece
    return encoded


@dataclass(frozen=True)
class Use:
    """What a seal is bound to."""

    purpose: str = "session"
    name: str = "__Host-session"
    audience: str = ""
    bind: Optional[str] = None

    def aad(self, kid: bytes, label: bytes = LABEL) -> bytes:
        texts = [self.purpose, self.name, self.audience] + ([] if self.bind is None else [self.bind])
        return pae([label, VER + kid] + [text.encode("utf-8") for text in texts])


# §4


@dataclass(frozen=True)
class Content:
    json: str
    created: int
    age: int = 0
    ttl: int = 0
    sid: Optional[bytes] = None
    meta: Optional[str] = None
    transient: bool = False
    padded: bool = False

    def flags(self) -> int:
        return (
            (SID if self.sid is not None else 0)
            | (PADDED if self.padded else 0)
            | (NO_EXPIRY if self.ttl == 0 else 0)
            | (META if self.meta is not None else 0)
            | (TRANSIENT if self.transient else 0)
        )

    def plaintext(self) -> bytes:
        return plaintext(
            self.flags(),
            self.created,
            self.age,
            self.ttl,
            self.sid or b"",
            None if self.meta is None else self.meta.encode("utf-8"),
            self.json.encode("utf-8"),
            self.padded,
        )


def plaintext(flags, created, age, ttl, sid=b"", meta=None, value=b"", padded=False) -> bytes:
    """The layout without its rules, so that failures can break them one by one."""
    p = bytes([flags]) + created.to_bytes(6, "big") + age.to_bytes(5, "big") + ttl.to_bytes(4, "big")
    p += sid + (b"" if meta is None else len(meta).to_bytes(2, "big") + meta) + value
    if padded:
        p += b"\x80"
        p += bytes(-len(p) % 64)
    return p


# §1


@dataclass(frozen=True)
class Seal:
    """A seal and everything in between."""

    secret: str
    use: Use
    nonce: bytes
    p: bytes
    label: bytes = LABEL

    def parts(self) -> list:
        """VER, KID, NONCE, ciphertext, TAG."""
        kid = kid_of(self.secret)
        key = message_key(key_of(self.secret), self.nonce)
        sealed = AESGCM(key).encrypt(self.nonce[12:], self.p, self.use.aad(kid, self.label))
        return [VER, kid, self.nonce, sealed[:-16], sealed[-16:]]

    def body(self) -> bytes:
        return b"".join(self.parts())

    def text(self) -> str:
        return base64url(self.body())

    def with_parts(self, **changed: bytes) -> str:
        names = ["ver", "kid", "nonce", "ciphertext", "tag"]
        return base64url(b"".join(changed.get(n, part) for n, part in zip(names, self.parts())))

    def for_use(self, **changed) -> "Seal":
        return replace(self, use=replace(self.use, **changed))


def write(folder: pathlib.Path, vectors: dict, check: bool) -> int:
    """Writes the files, or counts those that differ."""
    texts = {f"{name}.json": json.dumps(v, indent=2, ensure_ascii=False) + "\n" for name, v in vectors.items()}
    known = {path.name: path.read_text("utf-8") for path in folder.glob("*.json")}
    differing = sorted(n for n in texts.keys() | known.keys() if texts.get(n) != known.get(n))
    if not check:
        for name in known.keys() - texts.keys():
            (folder / name).unlink()
        for name in differing:
            if name in texts:
                (folder / name).write_text(texts[name], "utf-8")
    print(f"{len(texts)} vectors, {len(differing)} {'differ' if check else 'changed'}")
    for name in differing:
        print(f"  {name}")
    return 1 if check and differing else 0


if __name__ == "__main__":
    from compact_cases import all_vectors

    target = pathlib.Path(__file__).resolve().parents[2] / "test" / "vectors" / "compact"
    sys.exit(write(target, all_vectors(), "--check" in sys.argv))
