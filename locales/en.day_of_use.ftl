# The day itself: saying that you are there, a place that comes free, the waiting list.

day-of-use-reminder-title = Are you coming to your place?
day-of-use-reminder = Check in once you are there, before { $hour }. After that I give the place to a colleague.
day-of-use-reminder-speak = { $place } is ready for you. Check in before { $hour }.
day-of-use-i-am-here = I am here
day-of-use-give-up = I am not coming
day-of-use-give-up-sure = { $place } then goes to a colleague at once. Are you sure?
day-of-use-give-up-yes = Yes, release the place
day-of-use-gave-up-title = Your place is free for somebody else
day-of-use-gave-up = Thank you for saying so. I am cancelling { $place } for you.
day-of-use-arrived-title = You are checked in
day-of-use-arrived = The place stays yours. Have a good day!
day-of-use-released-title = Your place went to somebody else
day-of-use-released-why = You had not checked in on time. That is why the place is free for a colleague.
day-of-use-released-on = Are you still coming? See what is free.
day-of-use-reminder-over = { $place } is no longer yours. The message below says why.
day-of-use-today-title = Where are you?
day-of-use-until = Check in before { $hour }.
day-of-use-from = You can check in from { $hour }.
day-of-use-nothing-title = You do not have to check in now
day-of-use-nothing = There is no place in your name today for which you still have to check in. Would you like one?

# Why somebody cannot check in
day-of-use-gone = This booking no longer stands. Type ‘my bookings’ to see what you have, or ‘book a desk’.
day-of-use-released = This place is already free for somebody else, as you had not checked in on time. Type ‘book a desk’ to see what is still free.
day-of-use-too-early = You can check in on the day itself, from { $hour }.

waiting-offer-title = A place is free for you
waiting-offer = I am keeping the place for you until { $hour }. After that it goes to the next one.
waiting-offer-speak = { $place } is free. Take it before { $hour }.
waiting-take = Yes, I want it
waiting-decline = No, thank you
waiting-over-title = The place went to the next one
waiting-over = I kept { $place } for you, and that time is over. You stay on the waiting list: if something comes free again, you will hear.
waiting-declined-title = All right, it goes to the next one
waiting-declined = The place goes to a colleague. You are no longer on the waiting list for this day.
waiting-offer-over = This place is no longer kept for you. If you are still on the waiting list, you will hear as soon as something comes free again. Type ‘waiting list’ to see that.
waiting-ask-title = Would you like to wait for it?
waiting-join = Put me on the waiting list
waiting-joined-title = You are on the waiting list
waiting-how = If something comes free, you will hear it here. You then have { $minutes } minutes to take the place. After that it goes to the next one.
waiting-mine-title = Your waiting list
waiting-none = You are not waiting for anything.
waiting-left = You are no longer on the waiting list for that.
waiting-leave = Take me off the list
waiting-show = My waiting list
waiting-anywhere = anywhere
waiting-line = { $what }, { $where }, { $day }, { $hours }
waiting-kind-desk = A desk
waiting-kind-room = A room
waiting-kind-booth = A call booth
waiting-free-now = Something is free now. You do not have to wait.
waiting-which-day = For which day would you like to be on the waiting list? Say for example: ‘put me on the waiting list for Tuesday’.
waiting-cannot = You cannot wait for this: it cannot be booked, or the day is nearly over. Type ‘book a desk’ to see what is possible.
waiting-too-many = You are on the waiting list { $limit } times already. Take yourself off one first: type ‘waiting list’.
