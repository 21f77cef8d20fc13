"""Zips: checked before anything is unpacked, and unpacked into a folder of their own."""

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from graph_builder.formats.extracted import FormatError
from settings import FormatSettings

# A little file may be packed well for honest reasons; from this size on the ratio counts.
_SMALL = 1_000_000
_CHUNK = 1 << 20
# What the programs of some systems add to each zip.
_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


def check_packed(path: Path, limits: FormatSettings, kind: str) -> None:
    """Raise `FormatError` unless the file is a zip whose list of contents is within the limits."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error) as error:
        if kind != "zip" and path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
            return  # its reader says what it is
        raise FormatError(f"it is not a {kind} that can be read ({error}).") from None
    if len(members) > limits.max_zip_files:
        raise FormatError(
            f"it has {len(members):,} files in it; the most read are {limits.max_zip_files:,} "
            "(setting formats.max_zip_files)."
        )
    size = sum(member.file_size for member in members)
    if size > limits.max_zip_bytes:
        raise FormatError(
            f"it would be {size:,} bytes when unpacked; the most read are {limits.max_zip_bytes:,} "
            "(setting formats.max_zip_bytes)."
        )
    ratio = size / max(path.stat().st_size, 1)
    if size > _SMALL and ratio > limits.max_zip_ratio:
        raise FormatError(
            f"it would be {ratio:,.0f} times larger when unpacked; the most is {limits.max_zip_ratio} "
            "(setting formats.max_zip_ratio)."
        )


def unpack(path: Path, folder: Path, limits: FormatSettings) -> list[tuple[str, str]]:
    """Unpack the files of a zip into `folder`. Returns (name, reason) of each that was left out.

    Raises `FormatError` when it is no zip, or is larger than the limits.
    """
    check_packed(path, limits, "zip")
    left_out: list[tuple[str, str]] = []
    room = limits.max_zip_bytes
    with zipfile.ZipFile(path) as packed:
        for member in packed.infolist():
            name = member.filename
            if member.is_dir() or _FURNITURE.search(name):
                continue
            reason = _refused(member)
            target = folder / name
            if not reason and target.exists():
                reason = "there is another file of this name in the zip."
            if reason:
                left_out.append((name, reason))
                continue
            try:
                room -= _write(packed, member, target, room, limits)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
                target.unlink(missing_ok=True)
                left_out.append((name, f"it cannot be unpacked ({error})."))
    return left_out


def _refused(member: zipfile.ZipInfo) -> str:
    """Why a member is not unpacked; empty when it is."""
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or re.search(r"[\x00-\x1f\\:\ud800-\udfff]", member.filename):
        return "its name leads out of the zip, or has characters that no file's name should have; rename it."
    if any(len(part.encode()) > 250 for part in path.parts) or len(path.parts) > 30:
        return "its name is too long."
    if member.external_attr >> 28 == 0xA:
        return "it is a link, not a file."
    if member.flag_bits & 1:
        return "it is locked with a password; pack it without one."
    if path.suffix.lower() == ".zip":
        return "it is a zip within a zip, which is not read; unpack it."
    return ""


def _write(packed: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, room: int, limits: FormatSettings) -> int:
    """Unpack one member; what its entry says of its size is not believed. Returns its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with packed.open(member) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise FormatError(
                    f"it is more than {limits.max_zip_bytes:,} bytes when unpacked (setting formats.max_zip_bytes)."
                )
            file.write(chunk)
    return size
