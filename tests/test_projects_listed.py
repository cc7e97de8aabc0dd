"""Projects and their reports as lists on the local tenant's SharePoint, from there and from here."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from commands.compose import local_tenant
from commands.mirroring import mirroring
from domain.projects.model import Closing
from graph.client import GraphClient
from settings import Settings
from store.database import Database
from store.processes import Presence
from tests.durable import at_work
from tests.mirroring import entries_of
from tests.projects import JAN, OSS, PIET, RIA, SAID, on_stage


async def test_the_lists_follow_every_step_and_what_may_be_changed_there_comes_back(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    async with local_tenant(OSS, tmp_path / "tenant") as tenant:
        settings = Settings.for_local_tenant(OSS.id, tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
        client = GraphClient(settings)
        made = mirroring(OSS, database, client, Presence(database, "bot"))
        stage = await on_stage(database, mirror=made.mirror)
        projects = stage.made
        async with at_work(database, stage.kinds()) as working:

            async def settled() -> dict[str, object]:
                await working.settled()
                await made.follow.look()
                await working.settled()
                [item] = entries_of(tenant, "Projectportfolio").having("KoersId", id)
                return dict(item.fields)

            id = (await stage.asked()).project.id
            fields = await settled()
            assert (fields["Title"], fields["Status"]) == ("Luisteren in de straat", "Wacht op goedkeuring")
            version = (await projects.find(JAN, id)).project.version
            await projects.approving.approve(JAN, id, version)
            fields = await settled()
            assert (fields["Status"], fields["GoedgekeurdDoor"], fields["Investering"]) == (
                "Loopt",
                "Jan de Vries",
                10000,
            )

            entries = entries_of(tenant, "Projectportfolio")
            [item] = entries.having("KoersId", id)
            person = next(iter(tenant.directory.users))
            changed = {"Status": "Gepauzeerd", "Opmerking": "Wacht op de raad", "Title": "Anders"}
            entries.change(item, changed, person)
            fields = await settled()
            project = (await projects.find(RIA, id)).project
            assert (project.status, project.remark) == ("paused", "Wacht op de raad")
            assert (fields["Title"], fields["Status"]) == ("Luisteren in de straat", "Gepauzeerd")

            due = projects.records.today() + timedelta(days=40)
            series = await projects.reporting.begin_series(PIET, id, "Voor het college", "monthly", due)
            report = await projects.reporting.open(PIET, series.id)
            report = await projects.reporting.keep(PIET, report.id, report.version, SAID)
            await projects.reporting.publish(PIET, report.id, report.version)
            row = (await projects.find(PIET, id)).project.row
            closing = Closing("Gelukt", "Samen", "Eerder beginnen", "Team Wijken", "Dossier 12", "uitgevoerd")
            await projects.closing.close(PIET, id, row, closing)
            fields = await settled()
            assert (fields["Status"], fields["Selectielijst"], fields["Bewaartermijn"]) == (
                "Afgesloten",
                "Project uitgevoerd",
                10,
            )
            [told] = entries_of(tenant, "Voortgangsrapportages").having("KoersId", report.id)
            assert (told.fields["Kwaliteit"], told.fields["KwaliteitUitleg"]) == ("Oranje", "Nog niet getoetst")
        await client.close()
    await database.close()
