# What is in Outlook of a booking: the subject of the meeting, its text, and what is sent when it is called off.
booking-subject-desk = Workplace: { $place }
booking-subject-room = Room: { $place }
booking-words = Booked with Koers. Cannot make it? Decline this meeting or cancel in Koers, and a colleague can have the place.
booking-words-own = Booked with Koers. Cannot make it? Delete this meeting or cancel in Koers, and a colleague can have the place.
booking-words-off = This booking has been cancelled. The place is free for a colleague.
