"""How hard a text is, in words: the scale of 1 to 6 in four bands."""

from __future__ import annotations

BAND_STARTS = (3.3, 3.6, 4.0)
"""Where fair, hard and specialist texts begin: plain leaflets lie about 3.2 to 3.5, pages of US health institutes about 3.8 to 4.3."""
BAND_WORDS = ("easy for most readers", "fair", "hard for many readers", "for specialists")


def step_of(difficulty: float) -> int:
    """Return the band of a difficulty: an index into `BAND_WORDS`.

    It goes by one decimal, as the figure is shown.
    """
    return sum(round(difficulty, 1) >= start for start in BAND_STARTS)


def band_of(difficulty: float) -> str:
    """Return a difficulty in words."""
    return BAND_WORDS[step_of(difficulty)]


_SHADES = (3.3, 3.45, 3.6, 3.8, 4.0, 4.5)


def shade_of(difficulty: float) -> int:
    """Return the shade of the difficulty map: 0 for none, then two for each band from fair on."""
    return sum(round(difficulty, 1) >= start for start in _SHADES)
