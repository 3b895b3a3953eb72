"""Pictures, made anew: what the camera or a hand wrote beside the picture does not come along."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from niangjia.foundation.files.rules.kinds import Kind
from niangjia.kernel.errors import Invalid

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 4_000
"""Pixels: enough to read a page of print; larger pictures are made smaller."""

_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}


def made_anew(data: bytes, kind: Kind) -> bytes:
    """Return the picture alone, upright, of the same kind: no place, no camera, no comment.

    Raises Invalid for one that is broken, moves, or is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _again(data, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _wrong("照片太大，请缩小再交。") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise _wrong("照片损坏，打不开。") from None


def _again(data: bytes, kind: Kind) -> bytes:
    with Image.open(BytesIO(data), formats=[_FORMATS[kind]]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _wrong("照片太大，请缩小再交。")
        if getattr(picture, "n_frames", 1) > 1:
            raise _wrong("不能交会动的图片，请交照片或截图。")
        upright = ImageOps.exif_transpose(picture)
        bare = upright.convert("RGBA" if kind is not Kind.JPEG and _clear(upright) else "RGB")
        bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        alone = Image.new(bare.mode, bare.size)
        alone.paste(bare)
        written = BytesIO()
        if kind is Kind.PNG:
            alone.save(written, "PNG", optimize=True)
        else:
            alone.save(written, _FORMATS[kind], quality=88)
        return written.getvalue()


def _clear(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA"} or "transparency" in picture.info


def _wrong(said: str) -> Invalid:
    return Invalid(said, {"file": said})
