"""Colours, as `#rrggbb`, and how well one is told from another, as WCAG 2.2 measures it."""

from colorsys import hls_to_rgb, rgb_to_hls

READABLE = 4.5
"""The least contrast of text, by WCAG 2.2 AA (1.4.3)."""
PAPER = "#fcfaf5"
"""What the default theme's text stands on."""
STEPS = 255
BLACK = "#000000"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(color: str, on: str = PAPER) -> str:
    """The nearest colour of the same hue, darker, that text can have on a light one."""
    hue, lightness, saturation = rgb_to_hls(*_channels(color))
    for step in range(STEPS):
        shade = _hex(hls_to_rgb(hue, lightness * (STEPS - step) / STEPS, saturation))
        if contrast(shade, on) >= READABLE:
            return shade
    return BLACK


def mixed(one: str, other: str, share: float) -> str:
    """A colour with a share of another, from 0 to 1, in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    red, green, blue = (mine * (1 - share) + theirs * share for mine, theirs in pairs)
    return _hex((red, green, blue))


def text_color_on(color: str) -> str:
    """Black or white: what is read best on a colour."""
    return max("#ffffff", "#000000", key=lambda text: contrast(text, color))


def _luminance(color: str) -> float:
    """How bright a colour is, from 0 to 1, by WCAG 2.2's definition of relative luminance."""
    red, green, blue = (_linear(channel) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
