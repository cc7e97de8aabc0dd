# What is booked every week by itself.

weekly-field-weekdays = On which days
weekly-field-every = How often
weekly-every-1 = Every week
weekly-every-2 = Every two weeks
weekly-field-from = From
weekly-field-until = Up to and including (may stay empty)
weekly-how = If you choose ‘every week by itself’, I book up to and including { $day } now, and after that each day that comes within reach.
weekly-book = Book every week by itself
weekly-only-days = { $count ->
    [one] Only this day
   *[other] Only these { $count } days
}
weekly-repeat = Every week
weekly-kept-title = I book this for you every week
weekly-kept-how = I book some weeks ahead, until you stop. If a day does not work, you hear that from me. You can stop at ‘My bookings’.
weekly-later = From { $day } on I go on booking as soon as you have fewer bookings.
weekly-none-yet = The first day is still too far ahead. I book it as soon as that is possible.
weekly-title = Every week by itself
weekly-line-1 = Every { $days }, { $hours }: { $what }
weekly-line-2 = Every two weeks on { $days }, { $hours }: { $what }
weekly-line-until = { $line }, up to and including { $day }
weekly-and = { $first } and { $last }
weekly-part-day = whole day
weekly-part-morning = morning
weekly-part-afternoon = afternoon
weekly-what-desk = a desk
weekly-what-booth = a call booth
weekly-what-room = { $people ->
    [one] a room
   *[other] a room for { $people } people
}
weekly-what-where = { $what }, { $where }
weekly-end = Stop { $days }
weekly-end-sure = Do you want to stop? You can keep what is booked, or cancel it, too.
weekly-end-keeping = Stop, and keep what is booked
weekly-end-cancelling = Stop, and cancel what is booked
weekly-said-ended = Stopped. I no longer book this by itself.
weekly-said-ended-cancelled = { $count ->
    [0] Stopped. There was nothing left to cancel.
    [one] Stopped. 1 booking is cancelled.
   *[other] Stopped. { $count } bookings are cancelled.
}
weekly-which-stop = Do you want to stop something that is booked every week by itself? You find it at the bottom.
weekly-missed-title = { $count ->
    [one] I could not book one day
   *[other] I could not book { $count } days
}
weekly-missed = { $count ->
    [one] It did not work for this day:
   *[other] It did not work for these days:
}
weekly-wrong = Choose at least one day of the week. If you fill in a last day, choose one that is still to come.
weekly-too-many = You already have { $limit } bookings that go by themselves every week. Stop one first: type ‘my bookings’.
