"""A picture that somebody hands over, made into a logo: its pixels on white, and nothing else of it."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from vp_desk.logo import (
    HIGHEST,
    LARGEST_FILE,
    LONGEST_SIDE,
    WIDEST,
    LogoTooLargeError,
    NoPictureError,
    Pixels,
    png_of,
)

#: How a file begins → what reads it. No other kind is let near a reader.
_KINDS: Final = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"))


def logo_from(content: bytes) -> bytes:
    """The logo in the bytes of a PNG or JPEG file.

    Raises:
        NoPictureError: it is neither, or it is damaged.
        LogoTooLargeError: it has too many bytes or pixels.
    """
    if len(content) > LARGEST_FILE:
        raise LogoTooLargeError
    image = _upright(content)
    box = QSize(WIDEST, HIGHEST)
    png = _png_of(image, box)
    while len(png) > LARGEST_FILE:  # a photograph, which does not pack well
        box = box * 0.8
        png = _png_of(image, box)
    return png


def _upright(content: bytes) -> QImage:
    """The picture as one sees it, in the colours of a screen."""
    kind = next((kind for begin, kind in _KINDS if content.startswith(begin)), None)
    if kind is None:
        raise NoPictureError
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LONGEST_SIDE:
        raise LogoTooLargeError
    image = reader.read() if size.isValid() else QImage()
    if image.isNull():
        raise NoPictureError
    if image.colorSpace().isValid():
        on_screen = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        image = image if on_screen.isNull() else on_screen
    return image


def _png_of(image: QImage, box: QSize) -> bytes:
    """The picture on white, no larger than a box."""
    size = image.size()
    if size.width() > box.width() or size.height() > box.height():
        size = size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        image = image.scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    sheet = QImage(size, QImage.Format.Format_RGB888)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    # Each row begins at a multiple of four bytes.
    whole, step, width = bytes(sheet.constBits()), sheet.bytesPerLine(), size.width() * 3
    rows = b"".join(whole[at : at + width] for at in range(0, step * size.height(), step))
    return png_of(Pixels(size.width(), size.height(), rows))
