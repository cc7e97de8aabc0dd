"""Makes a SharePoint list as it should be: the list itself, and the columns, indexes and choices that lack."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.request_information import RequestInformation
from msgraph.generated.models.column_definition import ColumnDefinition
from msgraph.generated.models.list_ import List_
from msgraph.generated.sites.item.lists.item.list_item_request_builder import ListItemRequestBuilder as ListBuilder
from msgraph.generated.sites.item.lists.lists_request_builder import ListsRequestBuilder

from graph.client import GraphClient, Json, Patience
from graph.list_values import Column
from graph.lists import ONCE, ListPlace
from graph.problems import GraphProblem
from graph.sites import site_id

TAKEN = 409  # somebody was there before
FACETS: Mapping[str, tuple[str, Json]] = {  # by kind: what Graph calls it, and what it says more
    "text": ("text", {"allowMultipleLines": False}),
    "note": ("text", {"allowMultipleLines": True, "textType": "plain", "linesForEditing": 6}),
    "number": ("number", {"decimalPlaces": "automatic"}),
    "choice": ("choice", {"allowTextEntry": False, "displayAs": "dropDownMenu"}),
    "date": ("dateTime", {"format": "dateOnly", "displayAs": "standard"}),
    "moment": ("dateTime", {"format": "dateTime", "displayAs": "standard"}),
    "boolean": ("boolean", {}),
}


class ListMaking:
    """Finds and makes lists. To make a list, a column or an index the application needs the role `manage` on the site;
    where everything is there already, `write` will do. What people added to a list themselves stays as it is.
    """

    def __init__(self, client: GraphClient, patience: Patience = ONCE) -> None:
        self._client = client
        self._patience = patience

    async def ready(self, site: str, name: str, columns: Sequence[Column]) -> ListPlace:
        """Where the list called `name` is, on the site at a path, with at least these columns.

        Raises Forbidden where something lacks and Koers may not make it, NotFound where there is no such site,
        GraphProblem for a column that is there and of another kind, and Unavailable.
        """
        id = await site_id(self._client, site, self._patience)
        place = await self._find(id, name) or await self._make(id, name)
        there = {str(each.get("name", "")).casefold(): each for each in await self._columns(place)}
        for column in columns:
            known = there.get(column.name.casefold())
            if known is None:
                await self._add(place, column)
            elif lacks := _lacks(column, known):
                builder = self._of(place).columns.by_column_definition_id(str(known.get("id", "")))
                await self._send(builder.to_patch_request_information(ColumnDefinition()), lacks)
        return place

    async def _find(self, site: str, name: str) -> ListPlace | None:
        fields = ListsRequestBuilder.ListsRequestBuilderGetQueryParameters(select=["id", "name", "displayName"])
        builder = self._client.builders.sites.by_site_id(site).lists
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        async for each in self._client.items(builder, request, self._patience):
            if str(each.get("displayName", "")).casefold() == name.casefold():
                return ListPlace(site, str(each["id"]))
        return None

    async def _make(self, site: str, name: str) -> ListPlace:
        request = self._client.builders.sites.by_site_id(site).lists.to_post_request_information(List_())
        try:
            made = await self._send(request, {"displayName": name, "list": {"template": "genericList"}})
        except GraphProblem as problem:
            found = await self._find(site, name) if problem.status == TAKEN else None
            if found is None:
                raise
            return found
        return ListPlace(site, str(made["id"]))

    async def _columns(self, place: ListPlace) -> list[Json]:
        builder = self._of(place).columns
        pages = self._client.items(builder, builder.to_get_request_information(), self._patience)
        return [each async for each in pages]

    async def _add(self, place: ListPlace, column: Column) -> None:
        facet, more = FACETS[column.kind]
        body: Json = {
            "name": column.name,
            "displayName": column.title,
            "indexed": column.indexed or column.unique,
            "enforceUniqueValues": column.unique,
            facet: {**more, "choices": list(column.choices)} if column.choices else more,
        }
        try:
            await self._send(self._of(place).columns.to_post_request_information(ColumnDefinition()), body)
        except GraphProblem as problem:
            if problem.status != TAKEN:
                raise

    def _of(self, place: ListPlace) -> ListBuilder:
        return self._client.builders.sites.by_site_id(place.site).lists.by_list_id(place.list)

    async def _send(self, request: RequestInformation, body: Json) -> Json:
        request.content = json.dumps(body).encode()
        return await self._client.json(request, self._patience)


def _lacks(column: Column, known: Json) -> Json:
    """What is to be changed of a column that is there. Raises GraphProblem where that cannot be."""
    facet, more = FACETS[column.kind]
    said = known.get(facet)
    if not isinstance(said, dict):
        raise _unfit(column)
    there = cast(Json, said)
    lines = there.get("allowMultipleLines") is True
    if facet == "text" and (lines != more["allowMultipleLines"] or there.get("textType") == "richText"):
        raise _unfit(column)
    lacks: Json = {}
    if (column.indexed or column.unique) and known.get("indexed") is not True:
        lacks["indexed"] = True
    if column.unique and known.get("enforceUniqueValues") is not True:
        lacks |= {"indexed": True, "enforceUniqueValues": True}
    choices = [str(each) for each in cast("list[object]", there.get("choices") or [])]
    if more_choices := [each for each in column.choices if each not in choices]:
        lacks["choice"] = {**there, "choices": [*choices, *more_choices]}
    return lacks


def _unfit(column: Column) -> GraphProblem:
    return GraphProblem(200, f"otherKind.{column.name}", f"the column {column.name} is there, and is not {column.kind}")
