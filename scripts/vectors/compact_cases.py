"""The cases of compact.py: seals that must open, and texts with one fault each. Everything is fixed, nonces too."""

import hashlib
import json
from dataclasses import asdict, replace

from compact import Content, Seal, Use, aes, base64url, key_of, kid_of, material, message_key, subkey

DAY = 24 * 3600
NOW = 1_700_000_000_000  # 2023-11-14T22:13:20Z
SECRET = "base64url:" + base64url(hashlib.sha256(b"ironseal test secret 1").digest())
OTHER = "hex:" + hashlib.sha256(b"ironseal test secret 2").hexdigest()
TEXT = "correct horse battery staple, ümlaut & 42 zebras"
SESSION_ID = bytes(range(0xA0, 0xB0))
SAMPLE = '{"user":{"id":230,"admin":true}}'
LINK = Use("seal:magic-link", "")
SESSION = Content(SAMPLE, NOW, ttl=14 * DAY, sid=SESSION_ID)


def nonce_of(name: str) -> bytes:
    return hashlib.sha256(f"ironseal test nonce {name}".encode()).digest()[:24]


def valid(name, description, content, use=Use(), secret=SECRET):
    seal = Seal(secret, use, nonce_of(name), content.plaintext())
    key = key_of(secret)
    return f"valid-{name}", {
        "description": description,
        "secret": secret,
        **asdict(use),
        "content": {**asdict(content), "sid": content.sid and content.sid.hex()},
        "now": content.created + content.age,
        "material": material(secret).hex(),
        "kid": kid_of(secret).hex(),
        "key": key.hex(),
        "k1": subkey(key).hex(),
        "nonce": seal.nonce.hex(),
        "messageKey": message_key(key, seal.nonce).hex(),
        "aad": use.aad(kid_of(secret)).hex(),
        "plaintext": seal.p.hex(),
        "seal": seal.text(),
        "length": len(seal.text()),
    }


def valid_vectors():
    link = Content("1", NOW, ttl=1)
    yield valid("minimal", "One digit for one second.", link, LINK)
    yield valid("sample", "The sample of the documentation without an id: 140 characters.", replace(SESSION, sid=None))
    yield valid("sample-with-sid", "The sample of the documentation with an id: 162 characters.", SESSION)
    yield valid("with-meta", "Flash data and a version beside the value.",
                replace(SESSION, meta='{"f":{"notice":"Saved"},"v":2}'))
    yield valid("empty-meta-object", "A META that holds nothing.", replace(SESSION, meta="{}"))
    yield valid("transient", "The cookie ends with the browser.", replace(SESSION, transient=True))
    yield valid("everything", "Every field and every flag that a session may have.",
                replace(SESSION, age=123_456_789, meta='{"f":{},"v":1,"a":1700000100000}', transient=True, padded=True))
    for length in (1, 46, 47, 48, 49, 111):
        value = json.dumps("x" * (length - 2)) if length > 1 else "7"
        yield valid(f"padded-{length}", f"Padded, {length} bytes of JSON.", Content(value, NOW, ttl=DAY, padded=True), LINK)
    yield valid("no-expiry", "A value that never ends.", Content('{"list":7}', NOW), Use("seal:unsubscribe", ""))
    yield valid("bearer", "A session in an Authorization header.", SESSION, Use("bearer"))
    yield valid("audience", "Bound to an origin.", SESSION, Use(audience="https://example.com"))
    yield valid("bind", "Bound to a text that is not in the seal.", link, replace(LINK, bind="$2b$10$abcdefghijklmnopqrstuv"))
    yield valid("bind-empty", "Bound to the empty text, which is not the same as not bound.", link, replace(LINK, bind=""))
    yield valid("unicode-use", "Purpose, audience and binding beyond ASCII, and a NUL.", link,
                Use("seal:Bestätigung", "", "мир\0🌍", "é"))
    yield valid("long-use", "Texts whose lengths need two bytes.", link,
                Use("seal:" + "p" * 300, "", "ä" * 128, "b" * 256))
    yield valid("secret-text", "A password, with letters beyond ASCII.", SESSION, secret=TEXT)
    yield valid("secret-hex", "A key in hexadecimal.", SESSION, secret=OTHER)
    yield valid("secret-hex-upper-case", "The same key in upper case.", SESSION, secret="hex:" + OTHER[4:].upper())
    yield valid("secret-48-bytes", "A key of more than 32 bytes.", SESSION, secret="hex:" + "00112233445566778899aabbccddeeff" * 3)
    yield valid("secret-32-characters", "The shortest password; another prefix is no encoding.", SESSION,
                secret="Hex:zyxwvutsrqponmlkjihgfedcba98")
    yield valid("unicode-json", "Text of many languages, as it is and escaped.",
                replace(SESSION, json='{"名前":"Zoë 🦓","escaped":"\\ud83e\\udd93\\ud800","nul":"\\u0000","ls":"\u2028"}'))
    yield valid("numbers", "Numbers at the edge of what JSON readers keep.",
                replace(SESSION, json='{"n":[-0,1e21,5e-324,9007199254740991,0.1]}'))
    yield valid("value-null", "Any JSON value is one.", Content("null", NOW, ttl=60), LINK)
    yield valid("age", "Sealed anew 30 days after it began.", replace(SESSION, age=30 * DAY * 1000))
    yield valid("largest-times", "Every byte of the times is used.",
                Content("0", 2**48 - 1, age=2**40 - 1, ttl=2**32 - 1), LINK)
    yield valid("smallest-times", "The first millisecond of 1970.", Content("0", 0, ttl=1), LINK)
    yield valid("top-bit-of-l", "L begins with a one, so K1 takes 0x87.", link, LINK, secret=secret_with_top_bit(1))
    yield valid("no-top-bit-of-l", "L begins with a zero.", link, LINK, secret=secret_with_top_bit(0))


def secret_with_top_bit(bit: int) -> str:
    for number in range(100):
        secret = f"a password for one half of the keys, no. {number}"
        if aes(key_of(secret), bytes(16))[0] >> 7 == bit:
            return secret
    raise ValueError("no such secret")


def all_vectors() -> dict:
    from compact_failures import failures

    pairs = [*valid_vectors(), *failures()]
    vectors = dict(pairs)
    assert len(vectors) == len(pairs), "two vectors have one name"
    return vectors
