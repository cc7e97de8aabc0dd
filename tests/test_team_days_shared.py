"""Team days where many answer at one moment, on both kinds of database, and where Koers is killed in the middle."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path

from domain.workspaces.coming import TeamDay
from domain.workspaces.model import STANDING, Refused
from domain.workspaces.team_day import How
from errors import WordedError
from tests.durable import at_work
from tests.team_days import LEAD, OTHER, TEAM, Days, Told, team_days

ROOT = Path(__file__).resolve().parent.parent
KILLS = (2, 5)  # after so many who were asked


def right(made: Days, day: TeamDay) -> None:
    """Who comes has the place, nothing is kept for anybody else, and no slot is taken that is not of a booking."""
    for member in day.members:
        has = member.booking is not None and member.booking.state in STANDING
        assert has == (member.answer == "comes")
    assert made.count("bookings where state = 'offered'") == len(day.of("asked"))
    assert made.count("place_slots") == made.slots_of_bookings()


async def test_everybody_answers_while_the_organiser_ends_it(database_url: str, tmp_path: Path) -> None:
    async with team_days(tmp_path, Told(tmp_path / "told"), url=database_url) as made:
        asked = await made.asked()
        hows: tuple[How, ...] = ("comes", "not", "comes", "own", "swap", "comes", "not", "comes")
        answers = [made.days.answer(person, asked.id, how) for person, how in zip(TEAM, hows, strict=True)]
        outcomes = await asyncio.gather(*answers[:4], made.days.close(asked.id), *answers[4:], return_exceptions=True)
        assert all(isinstance(outcome, WordedError) for outcome in outcomes if isinstance(outcome, BaseException))
        day = await made.days.find(asked.id)
        assert day is not None
        right(made, day)
    assert (day.state, day.of("asked")) == ("closed", ())


async def test_who_presses_yes_twice_at_once_has_one_place(database_url: str, tmp_path: Path) -> None:
    async with team_days(tmp_path, Told(tmp_path / "told"), url=database_url) as made:
        asked = await made.asked()
        presses: tuple[How, ...] = ("comes", "swap", "comes", "swap")
        await asyncio.gather(*(made.days.answer(TEAM[0], asked.id, how) for how in presses))
        day = await made.days.find(asked.id)
        assert day is not None
        right(made, day)
        assert len(await made.stage.workspaces.my_bookings(TEAM[0])) == 1


async def test_of_two_teams_that_want_the_last_places_at_one_moment_one_gets_them_all(
    database_url: str, tmp_path: Path
) -> None:
    async with team_days(tmp_path, Told(tmp_path / "told"), url=database_url) as made:
        outcomes = await asyncio.gather(*(made.asked(leader) for leader in (LEAD, OTHER)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes if isinstance(outcome, BaseException)] == [Refused]
        [day] = [outcome for outcome in outcomes if isinstance(outcome, TeamDay)]
        right(made, day)
        assert len(day.of("asked")) == len(TEAM)
        assert made.count("bookings where holds") == len(TEAM) + 1


async def test_killed_again_and_again_everybody_is_asked_at_most_once_and_has_a_place_until_it_ends(
    tmp_path: Path,
) -> None:
    url, told = f"sqlite:///{tmp_path / 'koers.db'}", Told(tmp_path / "told")
    async with asyncio.timeout(120):
        for kill in KILLS:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.team_days_process", url, str(told.file)), cwd=ROOT
            )
            while len(told.lines) < kill and process.returncode is None:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.002)
            process.kill()
            await process.wait()
        async with team_days(tmp_path, told, url=url) as made:
            async with at_work(made.stage.database, made.kinds) as working:
                await working.settled()
            day = await made.asked()
            right(made, day)
            assert {member.person for member in day.of("asked")} == set(TEAM)
            asked = Counter(told.lines)
            assert set(asked.values()) == {1}
            assert len(asked) >= len(TEAM) - len(KILLS)  # whoever was being told at that moment may not have heard
            await made.days.answer(TEAM[0], day.id, "comes")
            ended = await made.days.close(day.id)
            assert ended is not None
            right(made, ended)
            assert made.count("bookings where holds") == 2
