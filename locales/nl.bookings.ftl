# What is in Outlook of a booking: the subject of the meeting, its text, and what is sent when it is called off.
booking-subject-desk = Werkplek: { $place }
booking-subject-room = Ruimte: { $place }
booking-words = Gereserveerd met Koers. Kun je niet? Weiger deze afspraak of annuleer in Koers, dan komt de plek vrij voor een collega.
booking-words-own = Gereserveerd met Koers. Kun je niet? Verwijder deze afspraak of annuleer in Koers, dan komt de plek vrij voor een collega.
booking-words-off = Deze reservering is geannuleerd. De plek is vrij voor een collega.
