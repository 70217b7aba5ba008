"""Texts that must not open, each with one fault and the reason that a reader must give (docs/spec/compact.md §5)."""

import base64
from dataclasses import replace

from compact import META, NO_EXPIRY, PADDED, SID, Seal, Use, base64url, kid_of, plaintext
from compact_cases import DAY, LINK, NOW, OTHER, SECRET, SESSION, SESSION_ID, nonce_of

BASE = Seal(SECRET, Use(), nonce_of("failures"), SESSION.plaintext())
LINK_BASE = Seal(SECRET, LINK, nonce_of("failures of links"), plaintext(0, NOW, 0, DAY, value=b'"x"'))
TTL = 14 * DAY
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def failure(reason, what, description, seal, use=Use(), now=NOW, secrets=(SECRET,), max_length=4096):
    return f"{reason}-{what}", {
        "description": description,
        "secrets": list(secrets),
        "purpose": use.purpose,
        "name": use.name,
        "audience": use.audience,
        "bind": use.bind,
        "now": now,
        "maxLength": max_length,
        "seal": seal,
        "reason": reason,
    }


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def failures():
    yield from length_and_spelling()
    yield from version_and_key()
    yield from forgeries()
    yield from other_uses()
    yield from layouts()
    yield from values()
    yield from times()


def length_and_spelling():
    """Steps 1 and 2."""
    text = BASE.text()
    yield failure("oversize", "one-character", "One character over the limit.", text, max_length=len(text) - 1)
    yield failure("oversize", "not-looked-at", "Too long, and no seal either.", "*" * 4097)
    yield failure("malformed", "empty", "Nothing.", "")
    yield failure("malformed", "57-bytes", "No byte of ciphertext.", BASE.with_parts(ciphertext=b""))
    yield failure("malformed", "only-version", "The version byte alone.", "sQ")
    yield failure("malformed", "cut-to-a-length-of-none", "A length that no bytes have.", text[: len(text) // 4 * 4 - 3])
    # 58 + n bytes: the sample with an id has 121, which leaves four stray bits in the last character.
    assert len(text) % 4 == 2
    stray = ALPHABET[ALPHABET.index(text[-1]) + 1]
    yield failure("malformed", "stray-bits", "Another last character for the same bytes.", text[:-1] + stray)
    yield failure("malformed", "padding-characters", "Padded with =.", text + "==")
    yield failure("malformed", "one-padding-character", "Padded with a single =.", text + "=")
    standard = Seal(SECRET, Use(), b"\xfb\xff\xfe" * 8, SESSION.plaintext()).body()
    yield failure("malformed", "standard-alphabet", "With + and / instead of - and _.",
                  base64.b64encode(standard).decode().rstrip("="))
    yield failure("malformed", "space-behind", "With a space behind it.", text + " ")
    yield failure("malformed", "line-break-inside", "Broken over two lines.", text[:76] + "\n" + text[76:])
    yield failure("malformed", "nul-inside", "With a NUL inside.", text[:76] + "\0" + text[76:])
    yield failure("malformed", "full-width", "A letter in full width.", text[:20] + chr(ord(text[20]) + 0xFEE0) + text[21:])
    yield failure("malformed", "high-code-unit", "A character whose low byte is the right letter.",
                  text[:20] + chr(ord(text[20]) + 0x100) + text[21:])
    yield failure("malformed", "percent-encoded", "The first letter percent-encoded.", f"%{ord(text[0]):02x}{text[1:]}")
    yield failure("malformed", "quoted", "In quotes.", f'"{text}"')
    yield failure("malformed", "iron", "The prefix of the other format.", "Fe26.2*1*" + text)


def version_and_key():
    """Steps 3 and 4."""
    for version in (0x00, 0xB0, 0xB2, 0x31, 0xFF):
        yield failure("malformed", f"version-{version:02x}", f"The version byte {version:02x}.",
                      BASE.with_parts(ver=bytes([version])))
    yield failure("unknown-key", "other-secret", "Sealed with a secret that the reader has not.",
                  replace(BASE, secret=OTHER).text())
    for at in (0, 15):
        yield failure("unknown-key", f"kid-byte-{at}", f"Byte {at} of the key id flipped.",
                      BASE.with_parts(kid=flip(kid_of(SECRET), at)))
    yield failure("unknown-key", "kid-of-zeros", "A key id of zeros.", BASE.with_parts(kid=bytes(16)))
    yield failure("unknown-key", "cut-in-front", "The first byte missing, and another in its place.",
                  base64url(b"\xb1" + BASE.body()[2:] + b"\0"))


def forgeries():
    """Step 5: what is not authentic."""
    _, _, nonce, ciphertext, tag = BASE.parts()
    for name, part in (("nonce", nonce), ("ciphertext", ciphertext), ("tag", tag)):
        for where, at in (("first", 0), ("last", len(part) - 1)):
            yield failure("invalid", f"{name}-{where}-byte", f"The {where} byte of the {name} flipped.",
                          BASE.with_parts(**{name: flip(part, at)}))
    yield failure("invalid", "nonce-middle-byte", "The first byte of the second half of the nonce flipped.",
                  BASE.with_parts(nonce=flip(nonce, 12)))
    for length in (15, 12, 8, 4, 0):
        yield failure("invalid", f"tag-of-{length}-bytes", f"The tag cut to {length} bytes.",
                      BASE.with_parts(tag=tag[:length]))
    yield failure("invalid", "tag-of-17-bytes", "A byte behind the tag.", BASE.with_parts(tag=tag + b"\0"))
    yield failure("invalid", "tag-of-zeros", "A tag of zeros.", BASE.with_parts(tag=bytes(16)))
    yield failure("invalid", "ciphertext-cut", "The last byte of the ciphertext missing.",
                  BASE.with_parts(ciphertext=ciphertext[:-1]))
    yield failure("invalid", "halves-of-nonce-swapped", "The halves of the nonce in the other order.",
                  BASE.with_parts(nonce=nonce[12:] + nonce[:12]))
    yield failure("invalid", "kid-of-another-key", "Under the key id of another key of the ring.",
                  BASE.with_parts(kid=kid_of(OTHER)), secrets=(OTHER, SECRET))
    yield failure("invalid", "label", "Sealed with another label in the additional data.",
                  replace(BASE, label=b"ironseal/seal/v2").text())
    yield failure("invalid", "label-empty", "Sealed with no label in the additional data.", replace(BASE, label=b"").text())


def other_uses():
    """Step 5: authentic, and for another use. The reader expects a session cookie unless said otherwise."""
    for what, use in (
        ("purpose-of-a-link", Use("seal:session")),
        ("purpose-bearer", Use("bearer")),
        ("purpose-upper-case", Use("Session")),
        ("purpose-empty", Use("")),
        ("name", Use(name="session")),
        ("name-empty", Use(name="")),
        ("audience-not-expected", Use(audience="https://example.com")),
        ("bind-not-expected", Use(bind="x")),
        ("bind-empty-not-expected", Use(bind="")),
        ("pieces-moved-left", Use("session__Host-session", "")),
        ("pieces-moved-right", Use("", "session__Host-session")),
        ("name-is-the-audience", Use(name="", audience="__Host-session")),
    ):
        yield failure("invalid", what, f"Sealed for {use}.", replace(BASE, use=use).text())
    for what, sealed, expected in (
        ("link-of-another-purpose", LINK, Use("seal:password-reset", "")),
        ("link-with-a-name", replace(LINK, name="c"), LINK),
        ("link-is-a-session", Use("session", ""), Use("seal:session", "")),
        ("link-of-another-audience", replace(LINK, audience="a"), replace(LINK, audience="b")),
        ("link-without-audience", LINK, replace(LINK, audience="b")),
        ("link-of-another-binding", replace(LINK, bind="a"), replace(LINK, bind="b")),
        ("link-without-binding", LINK, replace(LINK, bind="b")),
        ("link-without-empty-binding", LINK, replace(LINK, bind="")),
        ("link-binding-as-audience", replace(LINK, audience="b"), replace(LINK, bind="b")),
        ("link-unicode-form", replace(LINK, bind="e\u0301"), replace(LINK, bind="\u00e9")),
    ):
        yield failure("invalid", what, f"Sealed for {sealed}.", replace(LINK_BASE, use=sealed).text(), expected)


def session(what, description, p, reason="malformed", use=Use(), now=NOW):
    return failure(reason, what, description, replace(BASE, p=p, use=use).text(), use, now)


def link(what, description, p, reason="malformed", now=NOW):
    return failure(reason, what, description, replace(LINK_BASE, p=p).text(), LINK, now)


def layouts():
    """Step 6."""
    for bit in (5, 6, 7):
        yield link(f"flag-{bit}", f"The reserved bit {bit} of FLAGS set.", plaintext(1 << bit, NOW, 0, DAY, value=b"1"))
    yield link("ttl-0", "A lifetime of zero without the flag.", plaintext(0, NOW, 0, 0, value=b"1"))
    yield link("no-expiry-with-ttl", "The flag, and a lifetime too.", plaintext(NO_EXPIRY, NOW, 0, 1, value=b"1"))
    for purpose in ("session", "bearer"):
        yield session(f"no-expiry-{purpose}", f"No end, for the purpose {purpose}.",
                      plaintext(SID | NO_EXPIRY, NOW, 0, 0, SESSION_ID, value=b"{}"), use=Use(purpose))
    header = plaintext(0, NOW, 0, DAY)
    yield link("one-byte", "FLAGS and nothing else.", header[:1])
    yield link("header-cut", "The header without its last byte.", header[:-1])
    yield link("json-empty", "A header and no JSON.", header)
    yield link("json-empty-after-sid", "An id and no JSON.", plaintext(SID, NOW, 0, DAY, SESSION_ID))
    yield link("sid-beyond-the-end", "An id of 15 bytes.", plaintext(SID, NOW, 0, DAY, SESSION_ID[:15]))
    yield link("meta-length-cut", "One byte of META-LENGTH.", plaintext(META, NOW, 0, DAY) + b"\0")
    yield link("meta-length-missing", "No META-LENGTH.", plaintext(META, NOW, 0, DAY))
    yield link("meta-takes-all", "META reaches to the end, no JSON.", plaintext(META, NOW, 0, DAY, meta=b"{}"))
    yield link("meta-beyond-the-end", "META is longer than what is there.",
               plaintext(META, NOW, 0, DAY) + b"\x00\x09{}" + b'"value"')
    yield link("meta-64k", "META-LENGTH is the greatest.", plaintext(META, NOW, 0, DAY) + b"\xff\xff{}1")
    for what, bad in (("continuation", b"\x80"), ("overlong", b"\xc0\xaf"), ("surrogate", b"\xed\xa0\x80"),
                      ("cut", b"\xe2\x82"), ("beyond-unicode", b"\xf4\x90\x80\x80")):
        yield link(f"utf8-{what}", f"JSON with bytes that are no UTF-8: {bad.hex()}.",
                   plaintext(0, NOW, 0, DAY, value=b'"' + bad + b'"'))
    yield link("utf8-in-meta", "META with bytes that are no UTF-8.",
               plaintext(META, NOW, 0, DAY, meta=b'{"f":"\xff"}', value=b"1"))
    yield link("utf8-before-expiry", "No UTF-8, and over: the layout comes first.",
               plaintext(0, NOW, 0, DAY, value=b'"\xff"'), now=NOW + 2 * DAY * 1000)
    right = plaintext(PADDED, NOW, 0, DAY, value=b'"padded"', padded=True)
    assert len(right) == 64
    yield link("padding-missing", "The flag and no padding.", plaintext(PADDED, NOW, 0, DAY, value=b'"padded"'))
    yield link("padding-zeros-only", "Zeros and no 0x80.", plaintext(PADDED, NOW, 0, DAY, value=b"1").ljust(64, b"\0"))
    yield link("padding-byte-behind", "A byte behind the padding.", right[:-1] + b"\x01")
    yield link("padding-another-marker", "0x81 instead of 0x80.", right.replace(b'"\x80', b'"\x81'))
    yield link("padding-not-64", "P is no multiple of 64.", right[:-1])
    yield link("padding-too-long", "64 zeros more than needed.", right + bytes(64))
    yield link("padding-without-flag", "Padding, and no flag: it is part of the JSON.", b"\0" + right[1:])
    yield link("padding-and-no-json", "Padding right behind the header.",
               plaintext(PADDED, NOW, 0, DAY, padded=True))
    yield link("padding-takes-the-header", "Zeros and a marker inside the header.",
               (bytes([PADDED]) + bytes(11) + b"\x80\0\0\0").ljust(64, b"\0"))


def values():
    """Step 7."""
    for what, text in (("broken", '{"a":1'), ("text-behind", '{"a":1}x'), ("nul-behind", '{"a":1}\0'), ("spaces-only", "  "),
                       ("single-quotes", "{'a':1}"), ("nan", "NaN"), ("bom", "\ufeff{}")):
        yield link(f"json-{what}", f"JSON that is none: {text!r}.", plaintext(0, NOW, 0, DAY, value=text.encode()))
    for what, text in (("top", '{"__proto__":{"admin":true}}'), ("list", '[[{"__proto__":1}]]'),
                       ("escaped", '{"\\u005f_proto__":{}}'),
                       ("deep", '{"a":' * 50 + '{"__proto__":{}}' + "}" * 50)):
        yield link(f"proto-{what}", "A key __proto__.", plaintext(0, NOW, 0, DAY, value=text.encode()))
    for what, text in (("list", "[]"), ("text", '"x"'), ("number", "1"), ("null", "null"), ("true", "true")):
        yield session(f"session-{what}", f"A session that is {text}.",
                      plaintext(SID, NOW, 0, TTL, SESSION_ID, value=text.encode()))
    yield session("session-without-sid", "A session without an id.", plaintext(0, NOW, 0, TTL, value=b"{}"))
    for what, text in (("empty", ""), ("list", "[]"), ("null", "null"), ("broken", "{"), ("bom", "\ufeff{}"),
                       ("proto", '{"__proto__":{}}')):
        yield link(f"meta-{what}", f"META that is no JSON object: {text!r}.",
                   plaintext(META, NOW, 0, DAY, meta=text.encode(), value=b"1"))
        yield session(f"session-meta-{what}", f"META that is no JSON object: {text!r}.",
                      plaintext(SID | META, NOW, 0, TTL, SESSION_ID, text.encode(), b"{}"))
    yield link("json-before-expiry", "No JSON, and over: the value comes first.",
               plaintext(0, NOW, 0, DAY, value=b"{"), now=NOW + 2 * DAY * 1000)


def times():
    """Steps 8 and 9."""
    good = plaintext(SID, NOW, 5000, TTL, SESSION_ID, value=b"{}")
    issued, end = NOW + 5000, NOW + 5000 + TTL * 1000
    yield session("issued-in-the-future", "Issued 60 seconds and a millisecond from now.", good, "invalid", now=issued - 60_001)
    yield session("issued-next-year", "Issued in a year.", good, "invalid", now=issued - 365 * DAY * 1000)
    yield session("at-its-end", "At the very millisecond of its end.", good, "expired", now=end)
    yield session("day-later", "A day after its end.", good, "expired", now=end + DAY * 1000)
    value = plaintext(0, NOW, 5000, 1, value=b"1")
    yield link("link-issued-in-the-future", "Issued 60 seconds and a millisecond from now.", value, "invalid", now=issued - 60_001)
    yield link("link-at-its-end", "At the very millisecond of its end.", value, "expired", now=issued + 1000)
    yield link("link-year-later", "A year after its end.", value, "expired", now=issued + 365 * DAY * 1000)
    forever = plaintext(NO_EXPIRY, NOW, 0, 0, value=b"1")
    yield link("endless-in-the-future", "Without an end, and issued in the future.", forever, "invalid", now=NOW - 60_001)
