"""Sending to the conversation of a turn."""

from __future__ import annotations

from botbuilder.core import TurnContext
from botbuilder.schema import Activity


async def post(context: TurnContext, activity: Activity) -> str:
    """Sends to the conversation of a turn and gives the id of the new message. Raises ConnectorError.

    What answers a message is a reply to it; nothing else has a message to reply to. botbuilder's own way copies the
    whole activity, the card in it too.
    """
    asked = context.activity
    activity.channel_id, activity.locale, activity.service_url = asked.channel_id, asked.locale, asked.service_url
    activity.conversation, activity.from_property = asked.conversation, asked.recipient
    activity.recipient = asked.from_property
    activity.reply_to_id = asked.id if asked.type == "message" and not is_part_of_stream(activity) else None
    [sent] = await context.adapter.send_activities(context, [activity])
    return str(sent.id or "")


def is_part_of_stream(activity: Activity) -> bool:
    """Whether an activity belongs to a stream: those go to the conversation, and answer no message."""
    return any(entity.type == "streaminfo" for entity in activity.entities or ())
