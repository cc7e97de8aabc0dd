"""The process that fills in one template: JSON in, JSON out, within limits that it sets itself beforehand."""

from __future__ import annotations

import base64
import json
import sys
from typing import Any, cast

from domain.word.apart import LARGEST
from domain.word.filling import fill
from domain.word.problems import TemplateProblem
from domain.word.values import About
from knowledge.extract.worker import limit


def answer(question: bytes) -> dict[str, str]:
    """The document in base64, or what is wrong with the template."""
    asked = cast("dict[str, Any]", json.loads(question))
    said = cast("dict[str, Any]", asked["about"])
    about = About(said["title"], said["author"], said["subject"], tuple(said["keywords"]), said["language"])
    try:
        document = fill(base64.b64decode(asked["template"]), asked["values"], about)
    except TemplateProblem as problem:
        return {"problem": str(problem)}
    if len(document) > LARGEST:
        return {"problem": "the document becomes larger than Koers can handle"}
    return {"document": base64.b64encode(document).decode()}


if __name__ == "__main__":
    limit()
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)
