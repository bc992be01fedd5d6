"""What is known of an image before it is published."""

from dataclasses import dataclass
from typing import Literal

PhotoNote = Literal["place", "name"]
"""What a photo can tell beside what it shows: where it was taken, and a name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of an image. Its width and height are in pixels, 0 where it says none.

    `shrinks` is whether it is worth being made smaller, and `tells` what its file tells that is not published.
    `fault` is why no browser shows it, with what to do in `hint`; `withheld` is one that is not even published to be
    downloaded. `broken_off` is one whose end is missing.
    """

    width: int = 0
    height: int = 0
    shrinks: bool = False
    tells: tuple[PhotoNote, ...] = ()
    fault: str = ""
    hint: str = ""
    withheld: bool = False
    broken_off: bool = False

    def size(self, longest: int) -> tuple[int, int]:
        """Its width and height as it is published, where that allows its longer side no more; 0 allows any."""
        long = max(self.width, self.height)
        if not self.shrinks or not longest or long <= longest:
            return self.width, self.height
        # One that is as thin as a line keeps a pixel.
        return max(round(self.width * longest / long), 1), max(round(self.height * longest / long), 1)
