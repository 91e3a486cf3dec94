"""Characters of the two fonts of signs that Word writes as numbers of its own."""

from __future__ import annotations

UNKNOWN_SIGN = "\u25a1"

_GREEK = dict(
    zip(
        range(0x41, 0x7B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = {
    **_GREEK,
    0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD2: "®", 0xD3: "©",
    0xD4: "™",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip


def sign(code: int, font: str) -> str:
    """Give the character that a number stands for in a font."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    family = font.lower()
    if family.startswith("wingdings"):
        return _WINGDINGS.get(low, UNKNOWN_SIGN)
    if family == "symbol":
        return _SYMBOL.get(low) or (chr(low) if 0x20 <= low < 0x41 else UNKNOWN_SIGN)
    if low != code:
        return chr(low) if 0x20 <= low < 0x7F else UNKNOWN_SIGN
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN_SIGN
