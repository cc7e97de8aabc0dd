# Team days: places near each other for a team, who comes, and what each colleague sees of it.

team-day-form = Arrange a team day
team-day-field-team = Whom do you ask
team-day-field-own = A place for me too
team-day-look = Look for places together
team-day-ask = { $count ->
    [one] Ask 1 colleague
   *[other] Ask { $count } colleagues
}
team-day-possible = This is possible on { $day }, { $hours }
team-day-one-zone = { $count } places together: { $where }, { $zone } zone.
team-day-one-place = { $count } places together: { $where }.
team-day-zones = { $count } places close together: { $where }, in { $zones } zones side by side.
team-day-seats = { $place }: { $count ->
    [one] 1 place
   *[other] { $count } places
}
team-day-seats-more = { $count ->
    [one] And 1 other place nearby.
   *[other] And at { $count } other places nearby.
}
team-day-nothing-yet = Nobody has been asked yet. When you press the button I keep the places and each colleague gets a question. Everybody decides for themselves.
team-day-too-few = There are no { $count } places together that day. Choose another day or place, or ask fewer colleagues.
team-day-other-days = On these days it is possible:
team-day-note-one-day = A team day is on one day. I filled in the first.
team-day-note-hours = A team day is a morning, an afternoon or a whole day. Choose below.
team-day-note-people = { $count ->
    [one] Besides you, your team has 1 colleague. Choose below whom you ask.
   *[other] Besides you, your team has { $count } colleagues. Choose below whom you ask.
}
team-day-changed = You changed something. Nobody has been asked yet: look below whether it is right like this.
team-day-taken = The places had just gone. Nobody has been asked yet: look below what is possible now.
team-day-own-too-many = You already have { $limit } bookings, and more is not possible. Nobody has been asked yet. Cancel one, or ask your colleagues without a place for yourself: that is how it is filled in below now.
team-day-asked = I am asking your colleagues. On this card you see who comes.
team-day-no-team = I do not know who your colleagues are: the directory has no manager or team for you. Ask the service desk to mend that, or book a place for yourself.
team-day-too-large = Your team is larger than { $limit } people. Let each part of the team arrange its own team day.
team-day-nobody = Choose at least one colleague.
team-day-too-many = You already have { $limit } team days for which I keep places. Wait until everybody has answered, or call one off.
team-day-gone = This team day is gone, or is not yours.
team-day-late = This question is over.
team-day-cannot = This did not work. { $why }
team-day-directory-away = I cannot look up who your colleagues are right now. Try again in a few minutes.
team-day-somebody = A colleague

team-day-invite-title = { $name } asks you for a team day
team-day-invite-speak = { $name } asks you for a team day on { $day }
team-day-invite = Will you come? I keep this place for you until { $until }.
team-day-invite-free = It is up to you, and you do not have to say why. Who does not come is only counted as a number.
team-day-until = { $day } at { $hour }
team-day-comes = Yes, I will come
team-day-not = No, I will not come
team-day-overlap-title = You already have a place that day
team-day-overlap = One place at a time is the most. Would you like to exchange it for { $place } with your team? Choose before { $until }.
team-day-swap = Exchange for the one with my team
team-day-own = I will come, with my own place
team-day-said-own-title = You are coming on { $day }
team-day-said-own = You keep your own place. The place with the team is free for somebody else.
team-day-said-not-title = You are not coming on { $day }
team-day-said-not = The place is free for somebody else. Changed your mind? Then see whether there is a place left.
team-day-said-late-title = The team day on { $day }
team-day-said-late = There was no answer yet, so I no longer keep the place. Coming after all? Then find a place yourself.
team-day-said-off-title = The team day on { $day } is off
team-day-said-off = You do not have to do anything. No place is kept for you.
team-day-off-title = The team day on { $day } is off
team-day-off = { $name } called the team day off. Your place is still there. Not coming? Then cancel it under ‘My bookings’.
team-day-find-own = Find a place on that day

team-day-title = Your team day on { $day }
team-day-fact-own = Your place
team-day-fact-comes = Coming
team-day-fact-asked = No answer yet
team-day-fact-not = Not coming
team-day-of = { $count } of { $total }
team-day-who = Coming: { $names }.
team-day-others = { $count ->
    [one] 1 more colleague
   *[other] { $count } more colleagues
}
team-day-some = { $count ->
    [one] 1 colleague
   *[other] { $count } colleagues
}
team-day-unreachable = I could not ask these colleagues, as they do not have Koers: { $names }. Ask them in person.
team-day-own-other = your own place
team-day-open = Those who have not answered have until { $until }. After that those places are free for others.
team-day-closed = Nobody is being asked any more. Places that nobody took are free for others.
team-day-state-off = This team day is off.
team-day-call-off = Call it off
team-day-call-off-sure = Those for whom a place is still kept lose it. Those who took a place hear that it is off.
team-day-call-off-yes = Yes, call it off
team-day-mine = Your team days
team-day-mine-how = Choose one to see who comes, or arrange a new one.
team-day-look-at = Look at { $day }
team-day-new = Arrange a new team day
