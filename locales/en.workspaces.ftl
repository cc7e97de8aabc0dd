# Desks and rooms: booking, my bookings, changing and cancelling.

workspaces-only-personal = I only book in our own conversation. Open the chat with Koers and ask me there.
workspaces-off = Booking is not switched on here yet. Ask Facility Services.
workspaces-off-title = Booking is not switched on yet
workspaces-off-card = This municipality has not switched on the booking of places yet. Do you need one now? Ask { $contact }: { $address }.
workspaces-gone = This booking is no longer there, or is not yours. Type ‘my bookings’ to see what there is.

workspaces-form-desk = Book a desk
workspaces-form-room = Book a room
workspaces-form-booth = Book a call booth
workspaces-form-change = Change your booking
workspaces-form-now = What you have now: { $now }. It stays that way until you choose something else.
workspaces-form-days = { $count ->
    [one] For this day: { $days }.
   *[other] For these { $count } days: { $days }.
}
workspaces-and-more = { $days } and { $count } more
workspaces-field-day = Day
workspaces-field-when = When
workspaces-when-day = Whole day
workspaces-when-morning = Morning
workspaces-when-afternoon = Afternoon
workspaces-when-hours = Other times
workspaces-field-start = From
workspaces-field-end = Until
workspaces-field-where = Where
workspaces-anywhere = Anywhere
workspaces-where-zone = { $location }, { $zone } zone
workspaces-field-kind = Kind of room
workspaces-kind-room = Room to meet in
workspaces-kind-booth = Call booth for one person
workspaces-field-people = For how many people (yourself included)
workspaces-field-features = What it has to have
workspaces-field-accessible = I need a place that I can reach with a wheelchair
workspaces-something-else = Something else?
workspaces-look = See what is free
workspaces-look-at = See { $day }
workspaces-day-before = A day earlier
workspaces-day-after = A day later
workspaces-leave-as-is = Leave it as it was

workspaces-hours = { $start }–{ $end }
workspaces-hours-day = whole day ({ $start }–{ $end })
workspaces-hours-morning = morning ({ $start }–{ $end })
workspaces-hours-afternoon = afternoon ({ $start }–{ $end })
workspaces-moment = { $day }, { $hours }
workspaces-in-a-line = { $place }, { $day }, { $hours }
workspaces-zone = { $zone } zone
workspaces-capacity = { $count ->
    [one] for 1 person
   *[other] for { $count } people
}
workspaces-feature-video = camera for video calls
workspaces-feature-screen = screen
workspaces-feature-audio = sound
workspaces-feature-whiteboard = whiteboard
workspaces-feature-standing-desk = standing desk
workspaces-feature-two-screens = two screens
workspaces-feature-docking-station = docking station
workspaces-feature-window = near the window
workspaces-feature-accessible = wheelchair accessible
workspaces-left = { $count ->
    [one] 1 desk left
   *[other] { $count } desks left
}
workspaces-left-plenty = There is plenty of room
workspaces-left-some = There is room

workspaces-free = Free on { $day }, { $hours }
workspaces-free-more = { $count ->
    [one] And 1 more place. Be more precise to see it.
   *[other] And { $count } more places. Be more precise to see them.
}
workspaces-free-days = This is what I can book for you
workspaces-day-found = { $day }: { $place }
workspaces-day-not = { $day }: { $why }
workspaces-book = Book { $what }
workspaces-take = Take { $what }
workspaces-book-days = { $count ->
    [one] Book this day
   *[other] Book these { $count } days
}
workspaces-not-possible = This is not possible
workspaces-possible = { $count ->
    [one] This is possible:
   *[other] These { $count } are possible:
}
workspaces-differs-place = Another place
workspaces-differs-zone = Another zone
workspaces-differs-time = Another time
workspaces-differs-day = Another day
workspaces-differs-location = Another location
workspaces-changed-meanwhile = You changed something. Nothing has been booked yet: see below what is free now.

workspaces-note-no-day = Which day would you like? I have filled one in to begin with.
workspaces-note-no-hours = At what time do you need the room? Choose below.
workspaces-note-evening = When would you like to begin and end? Fill in the times below.
workspaces-note-catering = I do not order coffee or food. Ask { $contact } for that: { $address }.
workspaces-note-unknown-place = I do not know ‘{ $place }’ here. You can book in: { $known }.
workspaces-note-holidays = I leave out public holidays: { $days }.
workspaces-note-no-colleague = I know no colleague called ‘{ $name }’. So this is a place for yourself.
workspaces-note-one-desk = I book one desk: the one for yourself. Your colleagues can book one next to it themselves.
workspaces-note-no-weekdays = None of the days that you named is in that period. Choose a day below.
workspaces-note-too-many-days = I book at most { $most } days at once. These are the first { $most }.
workspaces-wrong-day-typed = Choose a day.
workspaces-wrong-hours-typed = Fill in from when until when, or choose a part of the day.
workspaces-wrong-people = Fill in a number from 1 to { $most }.
workspaces-wrong-where-typed = I do not know this place any more. Choose again where.

workspaces-wrong-past = This moment has passed. Choose a later one.
workspaces-wrong-too-far = That is too far ahead: you can book up to { $days } days ahead, so until { $day }.
workspaces-wrong-too-long = That is too long: you can book at most { $hours } hours in a row.
workspaces-wrong-backwards = The end is not after the beginning. Choose other times.
workspaces-wrong-quarters = Choose times on a quarter of an hour, such as 9:00, 9:15 or 9:30.
workspaces-wrong-hour-skipped = That hour does not exist on that day: the clocks go forward. Choose another hour.
workspaces-wrong-parts-only = Here you book a morning, an afternoon or a whole day. Choose one of those.
workspaces-wrong-closed-day = { $name } is closed on { $day }. Choose another day.
workspaces-wrong-closed-hours = That is outside the opening hours: it is open from { $open } until { $closes }.
workspaces-wrong-holiday = That is a public holiday: { $name } ({ $day }). Choose another day.
workspaces-wrong-no-desks = { $name } has no desks to book. It is there to receive people.
workspaces-wrong-no-rooms = { $name } has no rooms to book. Choose another location.
workspaces-wrong-too-many-open = You already have { $limit } bookings, and more is not possible. Cancel one, and you can book again.
workspaces-wrong-zone-reserved = { $name } is for { $team } on that day. Choose another place.
workspaces-wrong-own-overlap = You already have a desk at that moment, and one is the most. Type ‘my bookings’ to see or change it.
workspaces-wrong-taken = This is no longer free at that moment.
workspaces-wrong-nothing-like-it = There is no such place. Ask for less, or choose another location.
workspaces-wrong-too-many-people = There is no room as large as that. The largest is { $place }, for { $count } people. Choose a smaller group, or book two rooms.
workspaces-wrong-as-it-is = What you have now is all that is free then. Choose another time, day or place, or leave it as it was.
workspaces-wrong-unknown-place = This place is no longer there. Choose another one.
workspaces-wrong-not-for-other = You can only book for yourself.
workspaces-wrong-gone = This booking is no longer there, or is not yours.
workspaces-wrong-over = This booking is over. There is nothing you need to do.
workspaces-wrong-changing = This booking is being changed at this moment. Wait until that is confirmed, and try again.

workspaces-state-offered = This place is kept for you for a while
workspaces-state-reserved = Reserved, being confirmed
workspaces-state-confirmed = Confirmed
workspaces-state-changing = Being changed
workspaces-state-cancelling = Cancelled
workspaces-state-cancelled = Cancelled
workspaces-state-declined = Not done: the place declined
workspaces-state-released = Released
workspaces-state-failed = Not done
workspaces-about-reserved = The place is yours. The calendar of the place still has to confirm it; you will see that here.
workspaces-about-confirmed = It is in your calendar. Can you not come? Then cancel it, so that somebody else can use the place.
workspaces-about-partner = You are registered here. Nothing is put in your calendar. Can you not come? Then cancel it.
workspaces-about-changing = Until it is confirmed you keep what you had.
workspaces-about-cancelling = The place is free for somebody else.
workspaces-about-cancelled = The place is free for somebody else.
workspaces-about-declined = The calendar of this place declined your booking. You do not have this place.
workspaces-about-released = You were not there in time, so the place is free for somebody else.
workspaces-about-failed = The calendar could not be reached for two days. You do not have this place. Please try again.
workspaces-wanted = Asked for: { $now }.
workspaces-fact-desk = Desk
workspaces-fact-room = Room
workspaces-fact-booth = Call booth
workspaces-fact-where = Where
workspaces-fact-day = Day
workspaces-fact-hours = Time
workspaces-fact-people = People
workspaces-fact-has = It has
workspaces-speak = { $title }: { $place } on { $day }
workspaces-refresh = Refresh
workspaces-change = Change
workspaces-cancel = Cancel
workspaces-cancel-sure = Are you sure that you want to cancel { $place } on { $day }?
workspaces-cancel-yes = Yes, cancel it
workspaces-again = Look again
workspaces-my-bookings = My bookings

workspaces-said-booked-meanwhile = This place was taken just now. Nothing has been booked.
workspaces-said-cannot-change = This booking can no longer be changed.
workspaces-not-changed = Your booking has not been changed
workspaces-said-kept = The change was declined. You keep what you had.
workspaces-note-day = Add to my days: { $where }
workspaces-said-noted = Added to your days: { $day }, { $where }.
workspaces-said-changed = Your booking has been changed.
workspaces-said-declined = The place declined your booking after all. You do not have this place any more.
workspaces-said-elsewhere = This booking was cancelled or declined in Outlook. You do not have this place any more.
workspaces-said-cancelled = Cancelled: { $place } on { $day }.
workspaces-said-cancelled-days = { $count ->
    [0] There was nothing left to cancel.
    [one] 1 booking has been cancelled.
   *[other] { $count } bookings have been cancelled.
}

workspaces-mine-title = My bookings
workspaces-mine-none = You have booked nothing. Would you like a place? Choose below, or type ‘book a desk for tomorrow’.
workspaces-mine-more = See { $count } more
workspaces-mine-back = Back to the beginning
workspaces-mine-speak = { $count ->
    [0] You have booked nothing.
    [one] You have 1 booking.
   *[other] You have { $count } bookings.
}
workspaces-mine-which-change = Which booking would you like to change? Choose below.
workspaces-mine-which-cancel = Which booking would you like to cancel? Choose below.
workspaces-mine-not-that-day = You have booked nothing on { $day }. This is what there is:
workspaces-mine-not-those-days = You have booked nothing from { $first } to { $last }. This is what there is:
workspaces-new-desk = Book a desk
workspaces-new-room = Book a room
workspaces-open-of = See { $day }
workspaces-change-of = Change { $day }
workspaces-cancel-of = Cancel { $day }
workspaces-day-at = { $day } at { $hour }
workspaces-days-cancel = Cancel more days
workspaces-field-first = First day
workspaces-field-last = Last day
workspaces-days-look = See what will go
workspaces-days-title = Cancel these days?
workspaces-days-none = You have booked nothing from { $first } to { $last }.
workspaces-days-sure = { $count ->
    [one] From { $first } to { $last } you have 1 booking:
   *[other] From { $first } to { $last } you have { $count } bookings:
}
workspaces-days-sure-day = { $count ->
    [one] On { $first } you have 1 booking:
   *[other] On { $first } you have { $count } bookings:
}
workspaces-days-more = { $count ->
    [one] And 1 more.
   *[other] And { $count } more.
}
workspaces-days-yes = { $count ->
    [one] Yes, cancel it
   *[other] Yes, cancel all { $count }
}
workspaces-days-wrong = Fill in a first and a last day. The last day cannot be before the first.

workspaces-outcomes-all = { $count ->
    [one] Reserved for 1 day
   *[other] Reserved for all { $count } days
}
workspaces-outcomes-some = Reserved for { $count } of the { $total } days
workspaces-outcomes-none = Nothing has been booked
workspaces-outcomes-how = Each day is confirmed by itself. Under ‘My bookings’ you see how they are.
workspaces-outcomes-not = These days did not work:
workspaces-outcomes-again = Look for { $day }

