# Messages to colleagues: writing, approving, following and reading.

announcement-everyone = Everyone at { $organisation }
announcement-part-group = Group { $name }
announcement-part-department = Department { $name }
announcement-part-location = Location { $name }
announcement-parts-more = and { $count } more
announcement-moment = { $day } at { $hour }
announcement-moment-summer = { $day } at { $hour } (summer time)
announcement-moment-winter = { $day } at { $hour } (winter time)
announcement-left-minute = Less than a minute to go.
announcement-left-minutes = About { $count } minutes to go.
announcement-left-hours = About { $count } hours to go.

announcement-from = Message from { $organisation }
announcement-from-important = Important message from { $organisation }
announcement-valid-until = Valid up to and including { $day }.
announcement-was-corrected = This message was changed after it was sent.
announcement-acknowledge = I have read it
announcement-acknowledged-thanks = Thank you, that has been passed on. Your name is not shown.
announcement-not-acknowledged = This message is no longer valid. There is nothing left for you to do.
announcement-tried = This is a test. Nothing is counted.
announcement-reminder-title = Have you read this message?
announcement-reminder = Press below if you have read the message. Would you like to see it again? Type ‘messages’.
announcement-reminder-speak = Reminder: { $title }

announcement-only-personal = I only show messages in our own chat. Open the chat with Koers and ask me there.
announcement-form-title = New message
announcement-form-how = Write the message. Then you see exactly what colleagues will see. Nothing is sent yet.
announcement-correct-title = Change the message
announcement-correct-how = What you change here takes the place of the message that everyone already has. Who it is for does not change.
announcement-form-wrong = { $count ->
    [one] One thing is not right yet. You see it at the field.
   *[other] { $count } things are not right yet. You see them at the fields.
}
announcement-wrong-here = Please note: { $problem }
announcement-form-english = In English (may stay empty)
announcement-form-extra = With it
announcement-form-whom-and-when = For whom and when
announcement-field-title = Title, in Dutch
announcement-field-text = Text, in Dutch
announcement-text-like-this = **bold**, *italic*, [words](https://…), and - for a list
announcement-field-title-en = Title in English
announcement-field-text-en = Text in English
announcement-field-picture = Picture
announcement-no-picture = No picture
announcement-field-link-label = Button to a page: what does it say? (may stay empty)
announcement-field-link-label-en = The same in English (may stay empty)
announcement-field-link-url = Address of that page (begins with https)
announcement-field-audience = Who is it for?
announcement-field-importance = How important is it?
announcement-importance-normal = Normal. Who has quiet hours gets it afterwards.
announcement-importance-high = Important. It comes in quiet hours too.
announcement-importance-high-short = Important
announcement-field-acknowledge = Ask colleagues to confirm that they have read it
announcement-field-when = When does it go?
announcement-when-now = As soon as it may
announcement-when-later = On a day and an hour
announcement-field-day = Day (only if you choose a day and an hour)
announcement-field-hour = Hour (Dutch time)
announcement-field-season = Summer time or winter time?
announcement-season-summer = The first time, in summer time
announcement-season-winter = The second time, an hour later, in winter time
announcement-field-until = Up to and including which day is it valid?
announcement-preview = View
announcement-keep = Keep for later
announcement-kept = Kept. Type ‘my messages’ to go on.
announcement-untitled = Without a title

announcement-wrong-title-empty = Type a title.
announcement-wrong-title-long = Make the title shorter: at most { $limit } characters.
announcement-wrong-text-empty = Type a text.
announcement-wrong-text-long = Make the text shorter: at most { $limit } characters.
announcement-wrong-text-busy = Make the text simpler: at most { $lines } lines and { $links } links, and not too much bold and italic.
announcement-wrong-half-english = Fill in both the English title and the English text, or neither.
announcement-wrong-link-in-text = The link ‘{ $link }’ does not work. A link begins with https:// and has no spaces or brackets.
announcement-wrong-picture = This picture is no longer there. Choose another one.
announcement-wrong-importance = Choose how important it is.
announcement-wrong-audience-empty = Choose who it is for.
announcement-wrong-audience = You may not send a message to a part of this choice now. Please choose again.
announcement-wrong-link-label = Type what the button says, in at most { $limit } characters.
announcement-wrong-link-url = Type an address that begins with https:// and leads to a website, in at most { $limit } characters.
announcement-wrong-day = Choose a day.
announcement-wrong-hour = Choose an hour.
announcement-wrong-past = This moment has passed. Choose a later one.
announcement-wrong-too-far = Choose a day in the coming year.
announcement-wrong-hour-skipped = There is no { $hour } on that day: the clock goes from { $before } to { $after }. Choose another hour.
announcement-wrong-hour-twice = It is { $hour } twice that night, because the clock goes back an hour. Choose which of the two you mean.
announcement-wrong-until = Choose up to and including which day it is valid.
announcement-wrong-until-early = Choose a day that is not before it is sent.

announcement-preview-title = Is this right?
announcement-preview-speak = Preview of your message to { $count ->
    [one] 1 colleague
   *[other] { $count } colleagues
}
announcement-goes-send = { $count ->
    [one] This message goes to 1 colleague.
   *[other] This message goes to { $count } colleagues.
}
announcement-goes-correct = { $count ->
    [one] This changes the message for 1 colleague.
   *[other] This changes the message for { $count } colleagues.
}
announcement-goes-release = { $count ->
    [one] This message now goes to 1 colleague.
   *[other] This message now goes to { $count } colleagues.
}
announcement-fact-whom = For whom
announcement-fact-when = When
announcement-at-once = As soon as it may
announcement-fact-importance = Importance
announcement-fact-normal = Normal
announcement-fact-high = Important, in quiet hours too
announcement-as-seen = This is how colleagues see it
announcement-as-seen-nl = This is how colleagues see it in Dutch
announcement-as-seen-en = This is how colleagues see it in English
announcement-preview-approval = For more than { $limit } people a colleague looks at it first. If you change it afterwards, they look again.
announcement-ask = Send for approval
announcement-send = { $count ->
    [one] Send to 1 colleague
   *[other] Send to { $count } colleagues
}
announcement-schedule = { $count ->
    [one] Schedule for 1 colleague
   *[other] Schedule for { $count } colleagues
}
announcement-correct-now = { $count ->
    [one] Change for 1 colleague
   *[other] Change for { $count } colleagues
}
announcement-try = Test to myself
announcement-edit = Go on writing
announcement-discard = Throw away
announcement-discard-sure = Are you sure? Then the text is gone.
announcement-discard-yes = Yes, throw away
announcement-discarded-title = Thrown away
announcement-discarded = This draft is gone. Nothing was sent.

announcement-review-title = Do you approve this message?
announcement-review-send = { $name } asks you to check this message. If you approve it, it goes at the moment that is shown.
announcement-review-correct = { $name } wants to change a message that was sent. If you approve it, it changes for everyone who has it.
announcement-review-release = This message had been approved, but it is for more people now. { $name } asks you to look at it again.
announcement-review-speak = A message to { $count ->
    [one] 1 colleague
   *[other] { $count } colleagues
} waits for your approval
announcement-somebody = A colleague
announcement-field-remark = Remark for your colleague (needed if you send it back)
announcement-approve = { $count ->
    [one] Approve for 1 colleague
   *[other] Approve for { $count } colleagues
}
announcement-return = Send back
announcement-approved-title = Approved
announcement-approved = The message goes out as you saw it. Its author can follow it.
announcement-sent-back-title = Sent back
announcement-sent-back = The author gets your remark.
announcement-told-waiting = A message waits for approval: **{ $title }**. Type ‘approve messages’ to see it.
announcement-told-approved = Your message **{ $title }** has been approved.
announcement-told-returned = Your message **{ $title }** was sent back: ‘{ $remark }’. Type ‘my messages’ to go on.

announcement-gone = This message is no longer there.
announcement-changed = Something has changed meanwhile. Type ‘my messages’ or ‘approve messages’ to see how it is now.
announcement-old-form = This form is old: your message was changed afterwards. Type ‘my messages’ to go on with the newest.
announcement-not-yours = This message is a colleague's. Only its author can do this.
announcement-own = You cannot approve your own message. Ask a colleague.
announcement-too-many-drafts = You already have { $limit } drafts. Throw one away first: type ‘my messages’.
announcement-needs-approval = For more than { $limit } people approval is needed. View the message again and ask for it.
announcement-no-longer-right = This message cannot go like this any more, for example because its moment has passed. Open it and view it again.
announcement-for-nobody = There is nobody who would get this message. Choose other people.
announcement-grown = There are { $people } people for this message now, and no longer { $before }. View it again.
announcement-waits-already = This is waiting for approval already.
announcement-remark-missing = Write what has to be different.
announcement-no-longer-yours = This needs a role that you do not have now. Is that wrong? Ask { $address }.
announcement-may-address-nobody = With your role you cannot send messages. Is that wrong? Ask { $address }.
announcement-no-longer-addressed = You may no longer write to everybody this message is for. You can still stop it and take it back. Is that wrong? Ask { $address }.
announcement-audiences-unavailable = I cannot look up now to whom you may send messages. Your text is not lost. Try again later.

announcement-state-draft = Draft
announcement-state-waiting = Waiting for approval
announcement-state-returned = Sent back
announcement-state-scheduled = Scheduled
announcement-state-sending = Being sent
announcement-state-held = Waiting: more people have come
announcement-state-paused = Paused
announcement-state-stopped = Stopped
announcement-state-done = All sent
announcement-state-correcting = Being changed
announcement-state-recalling = Being recalled
announcement-state-reminding = Reminder is being sent
announcement-state-resending = Being sent again
announcement-state-recalled = Recalled
announcement-about-draft = This is a draft again. Nothing was sent.
announcement-about-waiting = { $count ->
    [one] A colleague checks it. Then it goes to 1 colleague. There is nothing for you to do.
   *[other] A colleague checks it. Then it goes to { $count } colleagues. There is nothing for you to do.
}
announcement-about-returned = Nothing has been sent yet. Change it and send it again.
announcement-about-held = There are { $people } people for this message now. It was for { $most } at most. Nothing has been sent yet.
announcement-about-paused = Nothing is being sent now. Who has it already keeps it.
announcement-about-stopped = Nothing more is sent. Who has it already keeps it.
announcement-about-recalled = The message was taken away from everyone where that was possible.
announcement-goes-at = { $count ->
    [one] It goes on { $moment }, to 1 colleague.
   *[other] It goes on { $moment }, to about { $count } colleagues.
}
announcement-goes-when-approved = Once approved, it goes out on { $moment }.
announcement-quiet-later = Whoever has quiet hours gets it after those.
announcement-skipped = { $count ->
    [one] One colleague has left and does not get it.
   *[other] { $count } colleagues have left and do not get it.
}
announcement-remark-of-colleague = Remark of your colleague:
announcement-withdraw = Take back
announcement-chart-title = { $count ->
    [one] For 1 colleague
   *[other] For { $count } colleagues
}
announcement-number = { $count } of { $total }
announcement-number-delivered = Delivered
announcement-number-waiting = Still to do
announcement-number-failed = Failed
announcement-number-not-installed = Does not have Koers
announcement-number-unknown = Unknown
announcement-number-unsent = Not sent
announcement-failed-because = Failed for { $count }: { $reason }.
announcement-reason-blocked = Koers is blocked
announcement-reason-gone = the chat no longer exists
announcement-reason-refused = Teams did not take it
announcement-reason-too-large = the message is too large for Teams
announcement-reason-outage = Teams could not be reached for too long
announcement-unknown-means = Unknown: the answer of Teams did not arrive. It may have been delivered. It is not sent again by itself.
announcement-altered-correcting = Changed for { $count }.
announcement-altered-recalling = Taken away from { $count }.
announcement-altered-reminding = Reminded: { $count }.
announcement-not-altered-correcting = It could not be changed for { $count }. They still have the old text.
announcement-not-altered-recalling = It could not be taken away from { $count }. They still have the message.
announcement-not-altered-reminding = { $count } could not be reminded.
announcement-acknowledged = Confirmed: { $count } of { $total }.
announcement-progress-speak = { $state }: delivered to { $count } of { $total }
announcement-pause = Pause
announcement-resume = Go on
announcement-stop = Stop
announcement-stop-sure = Are you sure? Nothing more is sent after this. Who has it already keeps it.
announcement-stop-yes = Yes, stop
announcement-ask-release = Ask for approval again
announcement-asked-release = A colleague looks at it again.
announcement-correct = Change the message
announcement-recall = Recall
announcement-recall-sure = { $count ->
    [one] Are you sure? The message disappears for 1 colleague. You cannot undo this.
   *[other] Are you sure? The message disappears for { $count } colleagues. You cannot undo this.
}
announcement-recall-yes = Yes, recall it
announcement-remind = Remind
announcement-remind-sure = { $count ->
    [one] 1 colleague has not confirmed yet. You can remind only once.
   *[other] { $count } colleagues have not confirmed yet. You can remind only once.
}
announcement-remind-yes = Yes, send a reminder
announcement-resend = Unknown ones again
announcement-resend-sure = { $count ->
    [one] It is not known whether 1 colleague has the message. They may get it twice now.
   *[other] It is not known whether { $count } colleagues have the message. They may get it twice now.
}
announcement-resend-yes = Yes, send again
announcement-repeat = Use again
announcement-report = Report
announcement-refresh = Refresh

announcement-inbox-title = Messages
announcement-inbox-none = There are no messages that are valid now.
announcement-inbox-more = And { $count } more.
announcement-inbox-speak = Messages that are valid now: { $count }
announcement-read = Read
announcement-mine-title = My messages
announcement-mine-drafts = Not sent yet
announcement-mine-sent = Sent or scheduled
announcement-mine-none = You have not written any messages yet.
announcement-mine-more = And { $count } more that you did not change lately.
announcement-new = New message
announcement-open = Open
announcement-waiting-title = Messages to approve
announcement-waiting-none = Nothing waits for your approval.
announcement-waiting-speak = Messages to approve: { $count }
announcement-look = View

announcement-quiet-title = Quiet hours
announcement-quiet-how = In your quiet hours you do not get normal messages to all colleagues. You get them afterwards. Important messages do come.
announcement-quiet-none = You have no quiet hours now.
announcement-quiet-now = Your quiet hours are from { $start } to { $end }.
announcement-quiet-weekend = Your quiet hours are from { $start } to { $end }, and all weekend.
announcement-quiet-start = From
announcement-quiet-end = To
announcement-quiet-weekends = All weekend too
announcement-quiet-set = Set it like this
announcement-quiet-end-all = No more quiet hours
announcement-quiet-chosen = Fine, your quiet hours are kept.
announcement-quiet-ended = Fine, you have no quiet hours any more.
announcement-quiet-wrong = Choose two different hours.

announcement-same-picture = The picture that is there already
announcement-field-described = What does the picture show? (for who does not see it)
announcement-field-described-en = The same in English (may stay empty)
announcement-wrong-described = Type what the picture shows.
announcement-report-file = The report
announcement-report-file-how = This is an Excel file. The link works for a quarter of an hour. Do not pass it on: whoever has it can open the report.
announcement-report-file-open = Open the report
announcement-report-nowhere = The report cannot be given as a file here. The numbers are on the card of your message. The administrator of Koers can set this up.
