"""Whether a video's file goes on to the end that its container announces.

Who reads it to where it breaks off is told of no fault, and would show a shorter video.
"""

import io
from typing import BinaryIO

_HOLDING = {b"moov", b"moof", b"mdat"}  # what stands behind these may be anything
_SEGMENT = b"\x18\x53\x80\x67"


def breaks_off(file: BinaryIO) -> bool:
    """Whether a box of an MP4, or the segment of a WebM, is longer than what is left of the file."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    end = _end_of_boxes(file, size) if file.read(8)[4:] == b"ftyp" else _end_of_segment(file)
    file.seek(0)
    return end > size


def _end_of_boxes(file: BinaryIO, size: int) -> int:
    """Where the last box that holds the video ends; its place in the file is what those before it leave."""
    at = end = 0
    while at < size:
        file.seek(at)
        length, name = int.from_bytes(file.read(4), "big"), file.read(4)
        if length == 1:
            length = int.from_bytes(file.read(8), "big")
        if length < 8:  # to the end of the file (0), or no box any more
            break
        at += length
        if name in _HOLDING:
            end = at
    return end


def _end_of_segment(file: BinaryIO) -> int:
    """Where a WebM's segment ends; 0 where it does not say, as what was recorded live does not."""
    file.seek(4)
    head = _number(file)
    file.seek(head or 0, io.SEEK_CUR)
    if head is None or file.read(4) != _SEGMENT:
        return 0
    length = _number(file)
    return 0 if length is None else file.tell() + length


def _number(file: BinaryIO) -> int | None:
    """EBML's number of 1 to 8 bytes; None for "unknown", all ones, and for what is none."""
    first = file.read(1)
    zeros = 8 - first[0].bit_length() if first else 8
    if zeros > 7:
        return None
    bits = 7 * (zeros + 1)
    number = int.from_bytes(first + file.read(zeros), "big") & ((1 << bits) - 1)
    return None if number == (1 << bits) - 1 else number
