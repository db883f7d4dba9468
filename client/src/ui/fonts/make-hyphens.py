"""Makes the four small fonts beside this file: the hyphen of each typeface under U+2010 and U+2011.

The packages that we take the typefaces from leave these two characters out, and resolutions are full of U+2011
(non-breaking hyphen). Needs fonttools and brotli; run it again when a typeface is exchanged:

    python make-hyphens.py ../../../node_modules/@fontsource-variable
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HYPHEN = 0x2D
MISSING = (0x2010, 0x2011)
FACES = {"source-serif-4": ("normal", "italic"), "inter": ("normal", "italic")}
NAME = "Apostil Hyphens"


def make(source: Path, target: Path) -> None:
    font = TTFont(source)
    options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 13, 14], notdef_outline=False, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[HYPHEN])
    subsetter.subset(font)
    for table in font["cmap"].tables:
        glyph = table.cmap.pop(HYPHEN, None)
        if glyph:
            table.cmap.update({code: glyph for code in MISSING})
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = NAME
    font.flavor = "woff2"
    font.save(target)


for face, styles in FACES.items():
    for style in styles:
        package = Path(sys.argv[1]) / face / "files"
        make(package / f"{face}-latin-wght-{style}.woff2", Path(__file__).parent / f"{face}-hyphens-{style}.woff2")
