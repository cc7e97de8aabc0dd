# Home and office days: the week, the fixed week, the month, who is in, the settings and the export.

welcome-workdays = You can also tell me where you work. Type for instance ‘I work from home tomorrow’ or ‘my days’.

workdays-only-personal = I talk about your days in our own chat only. Open the chat with Koers and ask me there.
workdays-off = Registering home and office days is not switched on here yet. That can only be done when the works council agrees and the privacy assessment is finished. I have stored nothing. You can ask me what the vision says about working at home and in the office.
workdays-removed = I keep nothing of this month any more. Three months after a month is closed I remove all its days. Do you still need to know? Look at your payslip, or ask the payroll administration.
workdays-unavailable = I cannot see who your colleagues are now, because Microsoft does not answer. Please try again in a few minutes.
workdays-too-long = That is too long a period at once. Name a hundred days at most.
workdays-wrong-hour = Choose a time from the list.
workdays-wrong-pattern = Choose where you work on at least one day of the week.
workdays-wrong-days = Choose at least one day on which you work.
workdays-wrong-start = Choose the day from which your fixed week begins.
workdays-wrong-until = Choose a last day that is not before the first, or leave it empty.
workdays-and-more = and { $count } more

workdays-category-home = At home
workdays-category-office = At the office
workdays-category-neighbourhood = Neighbourhood or partner
workdays-category-on-the-way = On the way
workdays-category-none = Nothing to register
workdays-category-empty = Not filled in yet
workdays-in-line-home = at home
workdays-in-line-office = at the office
workdays-in-line-neighbourhood = neighbourhood or partner
workdays-in-line-on-the-way = on the way
workdays-in-line-none = nothing

workdays-week-title = Where do you work?
workdays-week-of = Week { $number }: { $first } to { $last }
workdays-days-of = { $first } to { $last }
workdays-week-how = Choose where you work each day. I only store it when you press ‘Save’.
workdays-week-privacy = I store only the day and your choice. You need not say why you choose something.
workdays-week-speak = Where do you work? { $week }
workdays-day-noted = { $day } ({ $notes })
workdays-note-said = you just said so, not stored yet
workdays-note-said-over = you just said so, it is now: { $where }
workdays-note-planned = from your fixed week, not stored yet
workdays-note-locked = month is closed
workdays-note-corrected = month is closed, corrected
workdays-day-removed = { $day }: I keep nothing of this day any more.
workdays-day-ahead = { $day }: you cannot register anything that far ahead yet.
workdays-days-left-out = { $count ->
    [one] One day does not fit on this card. Register it afterwards.
   *[other] { $count } days do not fit on this card. Register them afterwards. Does it come back every week? Then choose your fixed week.
}
workdays-locked-how = A month that is closed has gone to the payroll administration. If you still change something in it, the difference goes along with the first month that is still open.
workdays-save = Save
workdays-previous-week = Previous week
workdays-next-week = Next week
workdays-change = Change
workdays-to-month = My month
workdays-to-pattern = Fixed week
workdays-to-settings = Settings
workdays-to-week = My week
workdays-to-fill-in = Fill in days
workdays-stored-title = Saved
workdays-with-amount = { $where }, { $amount }
workdays-refused-locked = { $day } has not changed: that month is closed. Press ‘Change’ to register a correction.
workdays-refused-removed = { $day } has not changed: I keep nothing of that month any more. Ask the payroll administration.
workdays-refused-ahead = { $day } has not changed: that is too far ahead. Register that day later, or choose your fixed week.
workdays-refused-open = { $day } has not changed. Press ‘Change’ and try again.
workdays-stored-correction = Of a closed month, the difference goes along with the first month that is still open.
workdays-changed-meanwhile = { $count ->
    [one] One day was changed elsewhere meanwhile, so I have not stored anything yet. What you chose is below. Is it right? Then press ‘Save’.
   *[other] { $count } days were changed elsewhere meanwhile, so I have not stored anything yet. What you chose is below. Is it right? Then press ‘Save’.
}
workdays-answered = { $day }: { $where }. Thank you.
workdays-holidays-left-out = I do not fill in public holidays: { $days }.
workdays-moved-from-empty = There is nothing on { $day } yet, so there is nothing to move. Choose below where you work.
workdays-for-yourself = You can register your own days only. Your colleague can do so too, here with me.
workdays-whole-days = I store one choice a day. Do you work in two places? Choose the one that counts for your allowance: at home, or the journey to work.

workdays-pattern-title = Your fixed week
workdays-pattern-how = Choose where you usually work. I fill that in four weeks ahead, and every day one day further. What you choose for a single day comes first. I skip holidays.
workdays-pattern-not-fixed = Not fixed
workdays-pattern-week-1 = First week
workdays-pattern-week-2 = Second week
workdays-pattern-day = { $weekday } in week { $number }
workdays-pattern-start = From which day on?
workdays-pattern-until = Until which day? (may stay empty)
workdays-pattern-in-turn = The first week is the week of the day above. After that the two weeks take turns.
workdays-pattern-privacy = I keep your fixed week until you end it. When you end it, I also clear the days that were filled in already.
workdays-pattern-to-1 = The same every week
workdays-pattern-to-2 = Two weeks in turn
workdays-pattern-end = End fixed week
workdays-pattern-end-sure = Your fixed week will be removed, and so will the days ahead that come from it. Days on which you chose something else stay.
workdays-pattern-end-yes = Yes, end it
workdays-pattern-none = You have no fixed week now. Would you like one? Fill it in below.
workdays-pattern-every = I only know ‘every week’ and ‘every other week’. Choose below what fits best.
workdays-pattern-kept-title = Your fixed week is saved
workdays-pattern-from = This holds from { $start } on.
workdays-pattern-from-until = This holds from { $start } until { $until }.
workdays-pattern-filled = { $count ->
    [0] There is nothing to fill in yet. I will do so when it is time.
    [one] I have filled in one day ahead. You can always change it.
   *[other] I have filled in { $count } days ahead. You can always change them.
}
workdays-pattern-left = You had chosen these days yourself already, and I leave them as they are: { $days }.
workdays-pattern-line = Every week: { $days }
workdays-pattern-line-turn = Week { $number }: { $days }
workdays-pattern-one = { $weekday } { $where }
workdays-pattern-empty-week = nothing fixed
workdays-pattern-ended-title = You have no fixed week any more
workdays-pattern-ended = { $count ->
    [0] No days ahead had been filled in.
    [one] One day that had been filled in ahead is empty again.
   *[other] { $count } days that had been filled in ahead are empty again.
}

workdays-month-title = Your days in { $month }
workdays-month-speak = Your days in { $month }: { $total } in all
workdays-month-open = This month is open. You can change it until { $day }, that day included.
workdays-month-locked = This month has been closed since { $day }. Is something wrong? Correct it by ‘Fill in days’. The difference goes along with the first month that is still open.
workdays-month-empty = There is nothing in this month yet.
workdays-month-amounts = Your allowance
workdays-month-days = Your days
workdays-month-other = To { $month }
workdays-month-day = { $day } { $where }
workdays-week-number = Week { $number }
workdays-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
workdays-allowance-home = Working at home
workdays-allowance-commute = Travelling to work
workdays-allowance-of = { $count ->
    [one] 1 day, { $amount } in all
   *[other] { $count } days, { $amount } in all
}
workdays-total = Total
workdays-rate = A day, from { $start } on: { $rates }.
workdays-rate-one = { $where } { $amount }
workdays-corrections = Corrections
workdays-corrections-title = Corrections of earlier months
workdays-correction = Was: { $was }. Now: { $now }. Difference: { $amount }
workdays-month-privacy = For your allowance only you see these days, and the payroll administration once the month is closed. Your manager does not see them, unless you share where you work yourself. On { $day } I remove them.

workdays-who-title = Who is in on { $day }?
workdays-who-title-days = Who is in?
workdays-who-nobody = Nobody in your team shares where they work on this day.
workdays-who-nobody-days = Nobody in your team shares where they work on these days.
workdays-who-unknown = Not filled in
workdays-who-privacy = You see only colleagues of your own team who share this themselves, for today and two weeks ahead. Who is not here does not share it.
workdays-who-not-visible = You do not share where you work now. Would you like to? Go to ‘Settings’.
workdays-who-day = { $day }
workdays-who-past = I do not keep who was in on days that are over. This is today.
workdays-who-ahead = I can look two weeks ahead. This is the last day of that.
workdays-who-person = { $name } does not share this with you, or is not in your team.
workdays-who-named = { $name }: { $where }
workdays-who-named-on = { $name } on { $day }: { $where }
workdays-who-own-team = I show your own team only.

workdays-settings-title = Your settings for your days
workdays-settings-stored = Saved.
workdays-settings-see = This is how it will be when you press ‘Save’.
workdays-settings-question = Question in the morning
workdays-settings-asked = When do I ask where you work?
workdays-settings-never = Do not ask
workdays-settings-hour = Every working day at { $hour }
workdays-settings-question-privacy = I store the time only. When you have filled in the day already, or it is a holiday, I ask nothing.
workdays-settings-team = Who is in
workdays-settings-visible = Show my team where I work
workdays-settings-team-privacy = Only your own team sees it, your manager too, from today until two weeks ahead. It is gone the next day. When you switch this off, it is gone at once.
workdays-settings-outlook = Outlook
workdays-settings-location = Put my days in Microsoft 365 as work location, too
workdays-settings-outlook-privacy = I do that with your own sign-in, for today and later. Colleagues who may see your calendar in Outlook can then see your work location, too. When you switch this off, what is there already stays.
workdays-settings-days = Working days
workdays-settings-working = On which days do you work?
workdays-settings-days-privacy = I use this to work out your allowance. A change counts from today on. I do not store why you do not work on a day.
workdays-location-purpose = You want me to put your days in Microsoft 365 as work location, too. That can only be done with your own sign-in: I have no access to everybody's calendar. Your other settings are saved already.
workdays-location-refused = Microsoft 365 does not let me change your work location now. Your other settings are saved, and your days are kept here as usual. Ask the administrator of Koers for help.
workdays-location-unavailable = Microsoft 365 does not answer now, so your work location does not follow yet. Your other settings are saved. Please try again in a few minutes.
workdays-location-on = Saved. From now on your days are also in Microsoft 365 as work location. That may take a minute.
workdays-location-stopped = Microsoft 365 does not take your work location. So I no longer put your days there. They are kept here as usual. Would you like to try again? Type ‘put my work location in Outlook’. Does it still not work? Ask your service desk.
workdays-location-signed-out = You are no longer signed in to Koers. So I no longer put your days in Microsoft 365 as work location. They are kept here as usual. Would you like it on again? Type ‘put my work location in Outlook’.

workdays-question-title = Good morning, where do you work today?
workdays-question = It is { $day }. One press of a button is enough.
workdays-question-other = Something else
workdays-question-stop = Do not ask any more
workdays-question-stopped-title = I will not ask any more
workdays-question-stopped = You get no question in the morning any more. Would you like it back later? Type ‘ask me every morning where I work’.

workdays-export-title = Days for the payroll administration
workdays-export-how = Choose a month. You get an Excel file and a csv file with all days, allowances and corrections. The total is exactly that of the days.
workdays-export-month = Which month?
workdays-export-make = Make the files
workdays-export-none = No month is closed yet. A month can only be exported when it is closed.
workdays-export-open = { $month } is not closed yet. You can export that month from { $at }.
workdays-export-past = I keep nothing of { $month } any more.
workdays-export-not-yet = This month is not closed yet. You can export it from { $day } on.
workdays-export-ready = The files of { $month }
workdays-export-files = The links work for a quarter of an hour. The files hold names and days of colleagues: keep them only where that is allowed.
workdays-export-removed = Koers removes the days of this month on { $day }.
workdays-export-xlsx = Excel file
workdays-export-csv = Csv file
workdays-export-another = Another month
workdays-export-nowhere = Koers has no address of its own yet where you can get a file. The administrator of Koers can set this up.
workdays-export-not-yours = This file is for the payroll administration. You do not have that role now.
