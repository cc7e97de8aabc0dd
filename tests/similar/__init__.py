"""Pairs of initiatives that are alike, others that nearly are, and as many more as a test wants."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.alike import Described

HERE = Path(__file__).parent
DOES = {
    "Proef met": "We proberen een maand lang",
    "Meer": "Er is te weinig aandacht voor",
    "Beter": "Het kan handiger met",
    "Samen aan de slag met": "Met een paar collega's werken we aan",
    "Inwoners helpen bij": "Inwoners krijgen hulp bij",
    "Minder gedoe rond": "We halen overbodige stappen weg bij",
    "Een middag over": "We praten een middag met elkaar over",
    "Onderzoek naar": "We zoeken uit wat er speelt bij",
}
THINGS = """
kapvergunningen; gladheidbestrijding; begraafplaatsen; leerlingenvervoer; hondenbelasting; onkruid op stoepen;
straatmuzikanten; marktkramen; monumenten; rioolverstoppingen; speeltoestellen; sportvelden; zwembaden;
carnaval; kermis; woonwagens; studentenhuizen; leegstaande winkels; laadpassen; vuurwerk; grafkisten;
archeologie; bushokjes; rotondes; drempels in de weg; fietsenwrakken; subsidieregels; raadsvragen;
declaraties; verlofkaarten; ziekmeldingen; dossiervorming; facturen; aanbestedingen; mandaten;
functieprofielen; salarisstroken; pensioenen; werkkleding; dienstauto's; sleutelbeheer; postkamer;
beeldschermen; headsets; netwerkkabels; back-ups; formulieren; handleidingen; kaartmateriaal; sensoren in
riolen; camerabeelden; drones; telefoontoestellen; vergaderstoelen; ramen; zonwering; liften; trappen;
kantine; koelkasten; planten in bakken; parkeerhekken; slagbomen; noodverlichting; bedrijfshulpverlening;
evacuatie; ergonomie; pauzes; teamdagen; intervisie; loopbaangesprekken; vakbonden; ondernemingsraad; stages;
schuldhulpverlening; bijstand; jeugdzorg; huishoudelijke hulp; woningurgentie; inburgering; leerplicht;
kinderopvang; taalachterstand
"""
PLACES = """
op de begane grond; in de wijk; bij publiekszaken; bij groenbeheer; in het centrum; voor ouderen; voor nieuwe
collega's; in de zomer; in het najaar; met de buurgemeente; op de vrijdag; voor ondernemers; bij belastingen;
in de dorpen; voor jongeren; met vrijwilligers
"""


@dataclass(frozen=True)
class Pair:
    there: Described
    new: Described


def pairs(half: str) -> list[Pair]:
    """Fifty pairs: those of "build" were looked at while the search was made, those of "check" were not."""
    rows = [line.split("\t") for line in _lines(half)]
    return [
        Pair(Described(f"{half} {number}", row[0], row[1]), Described("", row[2], row[3]))
        for number, row in enumerate(rows)
    ]


def others() -> list[Described]:
    """Near misses."""
    rows = [line.split("\t") for line in _lines("others")]
    return [Described(f"other {number}", title, what) for number, (title, what) in enumerate(rows)]


def many(count: int) -> Iterator[Described]:
    """So many more, on other subjects and with the same words around them; each time the same ones."""
    things, places = _names(THINGS), _names(PLACES)
    combined = list(itertools.product(DOES.items(), things, places))
    random.Random(7).shuffle(combined)
    for number, ((title, what), thing, place) in enumerate(combined[:count]):
        other = things[(number * 31) % len(things)]
        text = f"{what} {thing} {place}. Daarbij letten we ook op {other}, en we vertellen collega's wat het oplevert."
        yield Described(f"more {number}", f"{title} {thing} {place}", text)


def _lines(name: str) -> list[str]:
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]
