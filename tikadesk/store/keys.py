"""The database key: in the system's keyring, or in a file of its own where there is none; and its sealed copy.

The key never lies beside the data. ``place`` says honestly where it is, because status and the sync page do.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from pathlib import Path

from nacl.public import PublicKey, SealedBox

from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home

_log = logging.getLogger("tikadesk.store")
_SERVICE = "TikaDesk"
FILE_NAME = "desk.key"
SEALED = "desk.key.sealed"
KEYRING, FILE = "keyring", "file"


def load(home: Home, *, make: bool) -> tuple[bytes, str]:
    """The 32-byte key of ``home``'s database and where it is kept; makes one for a new desk when ``make``.

    Raises StoreTrouble when the database is there and its key is not. A spoilt key that no database needs any more is
    put aside for a new one.
    """
    name = _name(home)
    try:
        # The file first: it is there only where the keyring had no place, and asking the keyring is slow.
        file = home.config / FILE_NAME
        if file.is_file():
            return _key(file.read_text(encoding="ascii", errors="replace")), FILE
        text = _from_keyring(name)
        if text is not None:
            return _key(text), KEYRING
    except OSError as error:
        raise StoreTrouble("store.no_key") from error
    except StoreTrouble:
        if not make:
            raise
        _put_aside(home.config / FILE_NAME)
    if not make:
        raise StoreTrouble("store.no_key")
    return _make(home, name)


def _make(home: Home, name: str) -> tuple[bytes, str]:
    file = home.config / FILE_NAME
    key = secrets.token_bytes(32)
    if _to_keyring(name, key.hex()):
        return key, KEYRING
    _write_private(file, key.hex().encode())
    return key, FILE


def seal_copy(home: Home, key: bytes, escrow_public: bytes) -> None:
    """Keep a copy of the key that only the server can open: a lost keyring must not be lost data."""
    _write_private(home.data / SEALED, SealedBox(PublicKey(escrow_public)).encrypt(key))


def has_sealed_copy(home: Home) -> bool:
    """Whether the sealed copy lies beside the data."""
    return (home.data / SEALED).is_file()


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError as error:
        raise StoreTrouble("store.wrong_key") from error
    if len(key) != 32:
        raise StoreTrouble("store.wrong_key")
    return key


def _put_aside(file: Path) -> None:
    try:
        if file.is_file():
            os.replace(file, file.with_suffix(".key.spoilt"))
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(file.parent)) from error


def _name(home: Home) -> str:
    return hashlib.sha256(str(home.data).encode()).hexdigest()[:16]


def _from_keyring(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, name)
    except (KeyringError, RuntimeError) as error:
        _log.info("no keyring here: %s", type(error).__name__)
        return None


def _to_keyring(name: str, text: str) -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, name, text)
        return bool(keyring.get_password(_SERVICE, name) == text)
    except (KeyringError, RuntimeError) as error:
        _log.info("no keyring here: %s", type(error).__name__)
        return False


def _write_private(file: Path, content: bytes) -> None:
    """Write whole and readable by this user only, or not at all; read back before it counts."""
    part = file.with_suffix(file.suffix + ".part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, file)
        if file.read_bytes() != content:
            raise StoreTrouble("store.disk_error")
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(file.parent)) from error
