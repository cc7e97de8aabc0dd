# Bookings in somebody's own calendar.

own-calendar-off = I put new bookings in the calendar of the organisation. You are invited to them. Do you choose your own calendar? Then I make the meeting there, with your own sign-in. You can always switch this off again.
own-calendar-on = I put new bookings in your own calendar, with your own sign-in. I look only at the meetings there that I made myself.
own-calendar-button-off = Put them in my own calendar
own-calendar-button-on = No longer in my own calendar
own-calendar-purpose = You want new bookings in your own calendar. That takes your own sign-in: I have no access to everybody's calendar. I look only at the meetings there that I made myself.
own-calendar-said-on = Saved. New bookings are in your own calendar from now on. What you had already stays where it is.
own-calendar-said-off = Saved. New bookings are in the calendar of the organisation again. What is in your own calendar stays there, and you can change or cancel it here as long as you are signed in.
own-calendar-ended = I cannot get into your own calendar any more, because you are no longer signed in. I put new bookings in the calendar of the organisation again, and you get an invitation. Your bookings stay. Do you want them in your own calendar again? Type ‘my bookings’.
own-calendar-left = There may still be a meeting in your own calendar for { $place } on { $day } at { $hour }. I cannot get there any more. Will you remove it yourself in Outlook? Then a colleague can have the place.
