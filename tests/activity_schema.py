"""What Teams sends, described anew; by this, and not by the bot's own reading, it is judged what is an activity.

After the Bot Framework's description of an activity, read by another parser of JSON than the bot's, and with the limits
that the product documents: UTF-8, 256 KiB, 20 levels, each name once, numbers that can be written again.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, cast

import jiter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

LARGEST = 256 * 1024
LEVELS = 20
BLANK = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


def _identifier(text: str) -> str:
    if len(text) > 255 or any(unicodedata.category(letter) in BLANK and letter != " " for letter in text):
        raise ValueError("not an identifier")
    return text


Known = Annotated[str, Field(min_length=1), AfterValidator(_identifier)]
Maybe = Annotated[str, AfterValidator(_identifier)] | None
Text = str | None
Objects = list[dict[str, Any]] | None


class Part(BaseModel):
    """Something of an activity; what the description does not know may be there."""

    model_config = ConfigDict(strict=True, extra="allow")


class Account(Part):
    id: Known
    name: Text = None
    role: Text = None
    aadObjectId: Text = None


class Sender(Account):
    aadObjectId: Maybe = None


class Conversation(Account):
    isGroup: bool | None = None
    conversationType: Maybe = None
    tenantId: Maybe = None


class Tenant(Part):
    id: Maybe = None


class ChannelData(Part):
    tenant: Tenant | None = None
    eventType: Maybe = None


class Member(Part):
    id: Known


class Mentioned(Part):
    id: Maybe = None


class Mention(Part):
    mentioned: Mentioned | None = None
    text: Text = None


class Activity(Part):
    type: Known
    id: Maybe = None
    channelId: Known
    serviceUrl: Known
    sender: Sender = Field(alias="from")
    recipient: Account
    conversation: Conversation
    channelData: ChannelData | None = None
    timestamp: Maybe = None
    localTimestamp: Text = None
    rawTimestamp: Text = None
    localTimezone: Text = None
    callerId: Text = None
    locale: Maybe = None
    name: Maybe = None
    action: Maybe = None
    replyToId: Maybe = None
    text: Text = None
    value: dict[str, Any] | None = None
    textFormat: Text = None
    attachmentLayout: Text = None
    topicName: Text = None
    speak: Text = None
    inputHint: Text = None
    summary: Text = None
    label: Text = None
    valueType: Text = None
    code: Text = None
    expiration: Text = None
    importance: Text = None
    deliveryMode: Text = None
    membersAdded: list[Member] | None = None
    membersRemoved: list[Member] | None = None
    reactionsAdded: Objects = None
    reactionsRemoved: Objects = None
    attachments: Objects = None
    entities: Objects = None
    textHighlights: Objects = None
    suggestedActions: dict[str, Any] | None = None
    relatesTo: dict[str, Any] | None = None
    semanticAction: dict[str, Any] | None = None


@dataclass(frozen=True)
class Home:
    """Whose activities these have to be."""

    service_url: str
    tenant: str


def wrong_with(body: bytes, home: Home) -> str:
    """Why this body is no activity for the bot; empty when it is one."""
    if len(body) > LARGEST:
        return "too large"
    try:
        found = cast(
            "object", jiter.from_json(body, allow_inf_nan=False, catch_duplicate_keys=True, float_mode="float")
        )
        _plain(found, LEVELS + 1)
        activity = Activity.model_validate(found)
    except (ValueError, ValidationError) as error:
        return str(error)[:200]
    return _not_ours(activity, home)


def _plain(value: object, levels: int) -> None:
    """Raises ValueError where JSON is too deep, or holds a number that cannot be written again."""
    if levels == 0:
        raise ValueError("too deep")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("no finite number")
    if isinstance(value, int) and len(str(value)) > 20:
        raise ValueError("a number too long")
    inside: list[object] = []
    if isinstance(value, dict):
        inside = list(cast("dict[str, object]", value).values())
    elif isinstance(value, list):
        inside = cast("list[object]", value)
    for item in inside:
        _plain(item, levels - 1)


def _not_ours(activity: Activity, home: Home) -> str:
    if activity.type in ("message", "invoke") and not activity.id:
        return "no id"
    for entity in activity.entities or []:
        if entity.get("type") == "mention":
            try:
                Mention.model_validate(entity)
            except ValidationError as error:
                return str(error)[:200]
    data = activity.channelData
    tenants = {
        tenant.lower()
        for tenant in (activity.conversation.tenantId, data.tenant.id if data and data.tenant else None)
        if tenant
    }
    if tenants != {home.tenant.lower()}:
        return "another tenant, or none"
    if activity.channelId != "msteams" or activity.serviceUrl.rstrip("/") != home.service_url.rstrip("/"):
        return "not from Teams"
    return ""
