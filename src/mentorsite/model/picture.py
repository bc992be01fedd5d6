"""What is known of an image before it is published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of an image. Its width and height are in pixels, 0 where it says none; `acts` is of an SVG."""

    width: int
    height: int
    acts: bool = False
