"""Names that SharePoint takes, made of what people call things.

Source: "Restrictions and limitations in OneDrive and SharePoint" (Microsoft Support, 2026).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100  # UTF-16 units of a name without its extension: a path may have 400, and people move folders
REFUSED = re.compile(r'["*:<>?/\\|#%&{}~\s]+')  # # and % need a setting of the tenant; & { } ~ break links in mail
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control and format characters, half and unused ones
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|desktop|thumbs|forms|\.?lock|root)(\..*)?", re.IGNORECASE)
NEVER_IN = re.compile("_vti_", re.IGNORECASE)


def safe_name(wanted: str, usual: str, ending: str = "") -> str:
    """What is wanted as a name that SharePoint takes: nothing it refuses, no reserved name, not too long. `usual` is
    for what nothing is left of; `ending` (such as " (2).docx") comes after it and is safe itself.
    """
    text = unicodedata.normalize("NFC", wanted)
    seen = "".join(" " if letter.isspace() else letter for letter in text if letter.isspace() or _shown(letter))
    name = _edges(NEVER_IN.sub("vti ", REFUSED.sub(" ", seen)))
    name = _edges(_cut(name, LONGEST - len(ending)))
    if DEVICES.fullmatch(name):
        name = f"{usual} {name}"
    return f"{name or usual}{ending}"


def _shown(letter: str) -> bool:
    return unicodedata.category(letter) not in INVISIBLE


def _edges(name: str) -> str:
    """Neither spaces nor dots where SharePoint does not take them."""
    return name.strip(" .\u3000")


def _cut(name: str, most: int) -> str:
    """At most so many UTF-16 units, and no half letter at the end."""
    units = name.encode("utf-16-le")[: most * 2]
    return units.decode("utf-16-le", "ignore")
