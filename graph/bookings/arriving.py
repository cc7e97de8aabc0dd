"""That somebody is at the place they booked: Exchange then keeps it for them, where it gives away what is not used."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from msgraph.generated.models.check_in_claim import CheckInClaim
from msgraph.generated.models.check_in_method import CheckInMethod

from graph.client import IN_BACKGROUND, GraphClient, Patience


class GraphArrivals:
    """The check-ins of the signed-in person. `client` is bound to that person, who allowed Calendars.ReadWrite; the
    application cannot do it.
    """

    def __init__(self, client: GraphClient, patience: Patience = IN_BACKGROUND) -> None:
        self._client = client
        self._patience = patience

    async def arrived(self, place: str, meeting: str) -> None:
        """Says so. `place`: its id in Microsoft Places; `meeting`: the `uid` of the meeting that reserves it. Doing it
        again changes nothing. Raises Unavailable when Graph does not answer, and GraphProblem when it refuses, as for a
        place that knows no check-ins; Forbidden with status 401 means that the sign-in has ended.
        """
        claim = CheckInClaim(calendar_event_id=meeting, check_in_method=CheckInMethod.Manual)
        request = self._client.builders.places.by_place_id(place).check_ins.to_post_request_information(claim)
        await self._client.json(request, self._patience, repeatable=True)
