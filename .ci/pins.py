"""Writes the exact version of every package that is installed, but not named directly, into pyproject.toml."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
BEGIN, END = "constraint-dependencies = [", "]\n"


def resolved() -> dict[str, str]:
    """Every package with its version, as `uv export` gives them over all supported Pythons and platforms."""
    command = ["uv", "export", "--all-groups", "--no-hashes", "--no-header", "--no-annotate", "--no-emit-project"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PYPROJECT.parent).stdout
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;]+)", line) for line in lines.splitlines())
    return {match[1]: match[2] for match in found if match}


def main() -> None:
    """Rewrites the block of constraints."""
    text = PYPROJECT.read_text(encoding="utf-8")
    lines = [f'    "{package}=={version}",' for package, version in sorted(resolved().items())]
    block = f"{BEGIN}\n" + "\n".join(lines) + f"\n{END}"
    if BEGIN in text:
        start = text.index(BEGIN)
        text = text[:start] + block + text[text.index(END, start) + len(END) :]
    else:
        text = text.replace("[tool.uv]\n", f"[tool.uv]\n{block}", 1)
    PYPROJECT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
