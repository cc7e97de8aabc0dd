"""The part of botbuilder-schema that Koers uses, with honest types: every field of the wire may be missing."""

from collections.abc import Mapping, Sequence

class Model:
    additional_properties: dict[str, object]
    def serialize(self) -> dict[str, object]: ...

class ChannelAccount(Model):
    id: str | None
    name: str | None
    aad_object_id: str | None
    def __init__(self, *, id: str | None = None, name: str | None = None, aad_object_id: str | None = None) -> None: ...

class ConversationAccount(Model):
    id: str | None
    def __init__(self, *, id: str | None = None) -> None: ...

class Attachment(Model):
    content_type: str | None
    content: object
    def __init__(self, *, content_type: str | None = None, content: object = None) -> None: ...

class CardAction(Model):
    def __init__(self, *, type: str | None = None, title: str | None = None, value: object = None) -> None: ...

class SuggestedActions(Model):
    def __init__(self, *, to: Sequence[str] | None = None, actions: Sequence[CardAction] | None = None) -> None: ...

class Entity(Model):
    type: str | None
    def __init__(self, *, type: str | None = None) -> None: ...

class ResourceResponse(Model):
    id: str | None
    def __init__(self, *, id: str | None = None) -> None: ...

class Activity(Model):
    type: str | None
    id: str | None
    name: str | None
    text: str | None
    text_format: str | None
    summary: str | None
    locale: str | None
    action: str | None
    value: object
    reply_to_id: str | None
    channel_id: str | None
    service_url: str | None
    channel_data: Mapping[str, object] | None
    from_property: ChannelAccount | None
    recipient: ChannelAccount | None
    conversation: ConversationAccount | None
    entities: list[Entity] | None
    attachments: list[Attachment] | None
    suggested_actions: SuggestedActions | None
    def __init__(
        self,
        *,
        type: str | None = None,
        id: str | None = None,
        name: str | None = None,
        text: str | None = None,
        text_format: str | None = None,
        locale: str | None = None,
        action: str | None = None,
        value: object = None,
        reply_to_id: str | None = None,
        channel_id: str | None = None,
        service_url: str | None = None,
        channel_data: Mapping[str, object] | None = None,
        from_property: ChannelAccount | None = None,
        recipient: ChannelAccount | None = None,
        conversation: ConversationAccount | None = None,
        members_added: Sequence[ChannelAccount] | None = None,
        members_removed: Sequence[ChannelAccount] | None = None,
    ) -> None: ...
