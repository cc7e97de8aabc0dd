# Booking for somebody else: asking, giving and withdrawing permission, and what another books for you.

delegating-day = { $day } { $year }
delegating-who = { $name } ({ $about })
delegating-which = Which colleague do you mean by ‘{ $name }’?
delegating-which-more = { $count ->
    [one] There is 1 more with that name. Is your colleague not here? Then type the last name too.
   *[other] There are { $count } more with that name. Is your colleague not here? Then type the last name too.
}
delegating-nobody-title = I know no colleague called ‘{ $name }’
delegating-nobody-how = Check how the name is spelled, or type the last name too.
delegating-nobody = This colleague does not work here any more, or it is you. Choose somebody else.
delegating-directory-away = I cannot look up whom you mean right now. Try again in a few minutes.
delegating-book-own = Book a place for myself
delegating-show = Who may book for whom

delegating-may-not-title = You may not book for { $name } yet
delegating-may-not = { $name } has to allow that first. Shall I ask? If you say yes, { $name } gets a message with a button.
delegating-ask = Yes, ask
delegating-asked-title = I have asked
delegating-asked = { $name } gets a message. As soon as there is an answer, you will hear it here. Nothing has been booked yet.
delegating-waits-title = I have asked already
delegating-waits = { $name } has not answered yet. As soon as there is an answer, you will hear it here. Nothing has been booked yet.
delegating-refused-title = I cannot ask that now
delegating-refused = { $name } prefers to book without help. Talk it over, or ask again in two weeks.
delegating-not-asked = This question is gone. You do not have to do anything.
delegating-gone = This permission is gone.
delegating-too-many = You already have this with { $limit } colleagues, and that is the most. Remove one first.
delegating-wrong-until = Choose a day between today and a year from now.

delegating-question-title = { $name } would like to book places for you
delegating-question = May { $name } book for you? It is up to you. You do not have to say why.
delegating-what = Your colleague can then book a place or a room for you, and change or cancel that booking. The booking is yours and goes in your calendar. You hear of it at once. The permission lasts a year at most, and you can withdraw it at any time.
delegating-yes = Yes, that is fine
delegating-no = No, rather not
delegating-said-no-title = You book yourself
delegating-said-no = { $name } may not book for you. I will pass that on.
delegating-give-title = May { $name } book for you?
delegating-give = Nothing has changed yet. Choose until which day it is allowed.
delegating-until = Up to and including
delegating-give-yes = Yes, that is fine
delegating-given-title = { $name } may book for you
delegating-given = That is allowed up to and including { $day }. { $name } hears of it too.

delegating-told-given-title = You may book for { $name }
delegating-told-given = That is allowed up to and including { $day }. Say for example: ‘book a desk for { $name } tomorrow’.
delegating-told-refused-title = { $name } prefers to book without help
delegating-told-refused = So you cannot book for { $name }. Talk it over when a place is needed.
delegating-told-ended-title = The permission with { $name } has ended
delegating-told-ended = From now on each of you books for yourselves. What is booked already stays.
delegating-told-unreachable-title = I cannot reach { $name }
delegating-told-unreachable = { $name } does not use Koers yet, so I could not ask. Ask in person, and have your colleague type ‘my permissions’ to me.

delegating-title = Who may book for whom
delegating-none = Nobody books for you, and you book for nobody. Would you like a colleague to book for you? Type for example: ‘Anna may book for me’.
delegating-asked-of-me = You were asked this: may your colleague book for you?
delegating-may-for-me = They may book for you
delegating-i-may-for = You may book for them
delegating-asked-by-me = You asked this, and there is no answer yet
delegating-until-day = Up to and including { $day }
delegating-more = { $count ->
    [one] And 1 more.
   *[other] And { $count } more.
}
delegating-book-for = Book a place
delegating-take-back = Take the question back
delegating-end-mine = Withdraw
delegating-end-mine-sure = { $name } can then no longer book for you. What is booked already stays.
delegating-end-mine-yes = Yes, withdraw
delegating-end-theirs = Stop this
delegating-end-theirs-sure = You can then no longer book for { $name }. What is booked already stays.
delegating-end-theirs-yes = Yes, stop
delegating-ended = The permission with { $name } is gone. What is booked already stays.
delegating-took-back = The question to { $name } is gone.

delegating-somebody = a colleague
delegating-for = For { $name }
delegating-by = Booked by { $name }
delegating-form-for = You are booking this for { $name }. It goes in the calendar of { $name }, and { $name } hears of it at once.
delegating-did-booked = { $name } booked this place for you.
delegating-did-changed = { $name } changed this booking.
delegating-did-cancelled = { $name } cancelled this booking.
delegating-wrong-own-overlap = { $name } has a desk at that moment already, and one is the most.
delegating-wrong-too-many-open = { $name } has { $limit } bookings already, and that is the most.
delegating-wrong-not-for-other = You may not book for { $name } (any more). Type ‘my permissions’ to see for whom you may.
