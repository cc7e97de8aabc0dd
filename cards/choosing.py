"""Fields that look up what there is to choose while somebody types: things of Koers, and colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards.core import Choice, ChoiceSetInput, QueryData

COLLEAGUES = "graph.microsoft.com/users"  # Teams looks these up itself, with the rights of who types


def type_ahead(
    id: str,
    label: str,
    dataset: str,
    *,
    chosen: Sequence[tuple[str, str]] = (),
    several: bool = False,
    placeholder: str | None = None,
    required: str | None = None,
) -> ChoiceSetInput:
    """A field whose choices come from a TypeAhead of bot/routes while somebody types.

    `chosen`: (value, title) of what is filled in already. `required`: what the person reads where it stays empty. What
    comes back are values, with commas between them: a stranger's input, as anybody can send any value.
    """
    return ChoiceSetInput(
        id=id,
        label=label,
        choices=[Choice(title=title, value=value) for value, title in chosen],
        choices_data=QueryData(dataset=dataset),
        value=",".join(value for value, _ in chosen) or None,
        is_multi_select=True if several else None,
        style="filtered",
        placeholder=placeholder,
        is_required=True if required else None,
        error_message=required,
        wrap=True,
    )


def colleagues(
    id: str,
    label: str,
    *,
    chosen: Sequence[tuple[str, str]] = (),
    several: bool = False,
    placeholder: str | None = None,
    required: str | None = None,
) -> ChoiceSetInput:
    """Teams' people picker over everybody in the municipality; also in groups and channels.

    `chosen`: (Entra object id, name). What comes back are Entra object ids, with commas between them: look each up
    again, for anybody can send any.
    """
    return type_ahead(id, label, COLLEAGUES, chosen=chosen, several=several, placeholder=placeholder, required=required)
