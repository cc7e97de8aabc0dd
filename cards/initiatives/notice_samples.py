"""What people hear of initiatives, with made-up content: for the golden tests, the check and the page of samples."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cards.card import Card
from cards.initiatives import notices
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.hearing import News
from domain.initiatives.model import Campaign, Digest, Initiative, Known, Start
from locales import Texts

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
RULES = InitiativeRules(on=True)
BENCH = Initiative(
    id="b1",
    title="Bankje bij de ingang",
    what="Wie op een collega wacht, staat nu in de regen. Een bankje onder de luifel lost dat op.",
    heading="huisvesting",
    serves=(),
    author="r",
    author_name="Ria Jansen",
    hidden=False,
    start=Start(None, "na de zomer"),
    needs="Een bankje",
    status="gestart",
    campaign="",
    project="",
    created=AT,
    changed=AT,
    version=2,
    joiners=3,
    supporters=12,
)
HIDDEN = Initiative(
    id="b2",
    title="Eén *nummer* voor de wijk [klik](https://x.example)",
    what="Inwoners bellen één nummer voor alles over hun straat.",
    heading="dienstverlening",
    serves=(),
    author="",
    author_name="",
    hidden=True,
    start=Start(),
    needs="",
    status="nieuw",
    campaign="c1",
    project="",
    created=AT,
    changed=AT,
    version=1,
)
JAN = Known("j", "Jan de Vries")
GREENER = Campaign("c1", "Wat kan er groener in ons gebouw?", "", date(2026, 12, 18), False, AT, 4)


def samples(texts: Texts) -> dict[str, Card]:
    """Each notice once, and the digest of a week with and without a name."""
    told = {
        "status": News("status", BENCH, JAN, reason="Het hout is er,\nen Piet kan zagen."),
        "project": News("project", BENCH, None),
        "joined": News("joined", BENCH, JAN),
        "comment": News("comment", BENCH, None, text="Mag het ook een *zwarte* zijn?"),
        "asked": News("asked", BENCH, Known("r", "Ria Jansen")),
    }
    week = Digest(date(2026, 12, 7), (BENCH, HIDDEN), (BENCH,), (GREENER,), 14)
    return {
        **{f"initiatives-told-{name}": notices.news(texts, RULES, news) for name, news in told.items()},
        "initiatives-digest": notices.digest(texts, RULES, week),
    }
