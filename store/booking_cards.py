"""Where the cards of a booking are: of who booked it, and of who has it where somebody else booked it for him."""

from __future__ import annotations

from sqlalchemy import String, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import bookings
from store.bookings import BookingRow
from store.database import Base


class BookingCardRow(Base):
    """The card of who has a booking that somebody else made; the card of who made it is kept with the booking."""

    __tablename__ = "booking_cards"
    booking: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(255))
    message: Mapped[str] = mapped_column(String(255))


def keep(connection: Connection, booking: str, conversation: str, message: str, person: str) -> None:
    """The card of this person for the booking is here from now on."""
    found = bookings.look(connection, booking)
    if found is None:
        return
    if person != found.person or person == found.booker:
        bookings.move_card(connection, booking, conversation, message)
        return
    values = {"conversation": conversation, "message": message}
    changed = connection.execute(update(BookingCardRow).where(BookingCardRow.booking == booking).values(**values))
    if not changed.rowcount:
        connection.execute(insert(BookingCardRow), [{"booking": booking, **values}])


async def of(session: AsyncSession, booking: str) -> tuple[tuple[str, str, str], ...]:
    """For whom the cards of a booking are, and the conversation and the message of each; of who booked it first."""
    found = await bookings.find(session, booking)
    if found is None:
        return ()
    cards = [(found.booker, found.card_conversation, found.card_message)]
    columns = BookingCardRow.conversation, BookingCardRow.message
    rows = await session.execute(select(*columns).where(BookingCardRow.booking == booking))
    cards += [(found.person, conversation, message) for conversation, message in rows]
    return tuple(card for card in cards if card[1] and card[2])


async def remove_expired(session: AsyncSession) -> None:
    """Removes the cards of bookings that are not kept any more."""
    await session.execute(delete(BookingCardRow).where(BookingCardRow.booking.not_in(select(BookingRow.id))))
