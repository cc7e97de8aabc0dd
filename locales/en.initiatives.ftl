# Initiatives: the form, the initiative itself, lists, campaigns, figures and the weekly digest.

welcome-initiatives = Do you have an idea? Type ‘I have an idea’.
initiative-only-personal = You write an idea down in your own chat with me. Open Koers and type ‘I have an idea’.
initiative-only-personal-lists = I show this in your own chat only. Open Koers and type ‘my initiatives’.

initiative-new = I have an idea
initiative-all = All initiatives
initiative-open = View
initiative-untitled = No title yet

initiative-form-title = Your idea
initiative-form-change = Change your initiative
initiative-form-how = Write it in your own words. A title, what you want to do and a theme are needed; the rest may stay empty. You can save at any time.
initiative-form-answers = Your answer to this question:
initiative-form-wrong = { $count ->
    [one] One thing is not right yet. It is shown at the field.
   *[other] { $count } things are not right yet. They are shown at the fields.
}
initiative-wrong-here = Note: { $problem }
initiative-field-title = Title
initiative-field-title-hint = For example: walking meetings
initiative-field-similar = Is it like something that is there already?
initiative-field-similar-hint = Type a word and see what there is
initiative-field-what = What do you want to do?
initiative-field-what-hint = What will you do, and what gets better by it?
initiative-field-heading = Theme
initiative-field-heading-hint = Choose a theme
initiative-field-serves = What does it contribute to?
initiative-field-colleagues = Who joins?
initiative-field-colleagues-hint = Find colleagues by name
initiative-field-day = When do you start?
initiative-field-start = Or in your own words
initiative-field-start-hint = For example: after the summer
initiative-field-needs = What is needed?
initiative-field-needs-hint = For example: an hour a week and a room
initiative-field-hidden = Do not show my name to others
initiative-look = Continue
initiative-keep = Save
initiative-kept = Saved. You find it again with ‘my initiatives’.
initiative-discard = Throw away
initiative-discard-sure = Do you want to throw this away? What you filled in is gone then.
initiative-discard-yes = Yes, throw away
initiative-discarded-title = Thrown away
initiative-discarded = What you had filled in is gone.
initiative-from-message = This is the message. Put it in your own words.
initiative-from-message-how = Which message do you mean? In Teams, choose ‘More options’ (•••) at a message, and then ‘Make it an initiative’. Or write it here.
initiative-campaign-over-note = This question is closed. You can still submit your idea.

initiative-colleague-left-out = One of the colleagues in your list does not work here. That name was left out.

initiative-summary-title = This is how your idea reads
initiative-summary-change = This is how your initiative will read
initiative-summary-hidden = Your name is not shown.
initiative-summary-told = { $count ->
    [one] One colleague hears of it and can leave.
   *[other] { $count } colleagues hear of it and can leave.
}
initiative-similar = These are like it
initiative-similar-how = Is it the same? Then join what is there already.
initiative-already = This is there already
initiative-join-instead = Join this one
initiative-submit = Submit
initiative-save = Save
initiative-write-on = Continue writing
initiative-submitted = Your idea is submitted. You will hear it when somebody responds.
initiative-saved = Saved.
initiative-joined-instead = You have joined. Your own draft is gone.

initiative-title = Initiative: { $status }
initiative-by = by { $name }
initiative-by-you = by you
initiative-by-you-hidden = by you, without your name
initiative-by-somebody = by a colleague
initiative-joiners = { $count ->
    [one] 1 takes part
   *[other] { $count } take part
}
initiative-supporters = { $count ->
    [one] 1 supports it
   *[other] { $count } support it
}
initiative-people-you-hidden = you, without your name
initiative-people = { $count ->
    [one] 1 colleague
   *[other] { $count } colleagues
}
initiative-people-more = { $names } and { $count ->
    [one] 1 other
   *[other] { $count } others
}
initiative-fact-campaign = Answers
initiative-fact-heading = Theme
initiative-fact-serves = Contributes to
initiative-fact-people = Taking part
initiative-fact-start = Starts
initiative-fact-needs = Needed
initiative-history = How it goes
initiative-change = { $status }, { $day }
initiative-elsewhere = changed in SharePoint
initiative-was = it was: { $before }
initiative-edited-title = Title changed
initiative-edited-what = Text changed
initiative-edited-heading = Theme changed
initiative-edited-start = Start changed
initiative-edited-needs = What is needed changed
initiative-comments = { $count ->
    [one] One comment
   *[other] { $count } comments
}
initiative-comments-earlier = Earlier comments
initiative-comments-newest = Newest comments
initiative-said = { $name }, { $day }
initiative-you = You
initiative-the-author = The submitter
initiative-a-colleague = A colleague
initiative-whole = Read all of it
initiative-support = Support
initiative-support-end = Support no more
initiative-supported = You support this initiative.
initiative-support-ended = You no longer support this initiative.
initiative-join = Join
initiative-join-yes = Yes, I join
initiative-join-hidden = Do not show my name to others
initiative-join-end = Leave
initiative-joined = You have joined. The submitter hears it.
initiative-join-ended = You have left.
initiative-hide-name = Leave my name out
initiative-show-name = Show my name
initiative-name-hidden = Your name is not shown any more.
initiative-name-shown = Your name is shown again.
initiative-comment = Comment
initiative-field-comment = Your comment
initiative-comment-yes = Post
initiative-commented = Your comment is there.
initiative-comment-remove = Remove comment
initiative-comment-removed = Your comment is gone.
initiative-edit = Change
initiative-status = Change status
initiative-field-status = Status
initiative-field-reason = Why? Whoever joins or supports it reads this.
initiative-status-yes = Change
initiative-status-changed = The status is now ‘{ $status }’. Whoever joins or supports it hears of it.
initiative-to-project = Make it a project
initiative-project = To the project
initiative-tell = Tell colleagues
initiative-tell-title = Initiative: { $title }

initiative-browse-title = Initiatives
initiative-browse-answers = Answers to a question
initiative-browse-none = Nothing found. Try another word or another filter.
initiative-browse-nothing = There are no initiatives yet. Do you have an idea?
initiative-browse-speak = { $count ->
    [one] One initiative
   *[other] { $count } initiatives
}
initiative-found-none = I do not find such an initiative. This is what there is.
initiative-found-several = Which initiative do you mean?
initiative-found-alike = This comes nearest. Which one do you mean?
initiative-with-words = with ‘{ $words }’
initiative-page = Page { $page } of { $pages }, { $count } in total
initiative-page-before = Previous
initiative-page-after = Next
initiative-filter = Search and filter
initiative-filter-words = Words
initiative-filter-heading-all = All themes
initiative-filter-status-all = Any status
initiative-filter-yes = Search
initiative-mine-title = My initiatives
initiative-mine-drafts = Not submitted yet
initiative-mine-submitted = Submitted, joined and supported
initiative-mine-none = You have not submitted anything yet, and take part in nothing.
initiative-mine-which-edit = Which initiative do you want to change? Choose ‘View’.
initiative-mine-which-project = Which initiative do you want to make a project of? Choose ‘View’.
initiative-mine-more = { $count ->
    [one] And one more that you began earlier.
   *[other] And { $count } more that you began earlier.
}
initiative-draft = Draft
initiative-draft-change = A change that you have not saved yet
initiative-part-mine = Yours
initiative-part-joined = You take part
initiative-part-supported = You support it

initiative-campaigns = Questions to everybody
initiative-campaigns-title = Questions to everybody
initiative-campaigns-none = No question is open now. Your own idea is always welcome.
initiative-campaign-new = New question
initiative-campaign-form = A question to everybody
initiative-campaign-how = Colleagues answer with an idea. The question is in the weekly digest for as long as it is open.
initiative-field-question = Question
initiative-field-question-hint = How do we make the service desk nicer?
initiative-field-explanation = Explanation
initiative-field-until = Last day
initiative-campaign-start = Ask the question
initiative-campaign-started = The question is open. With ‘Tell colleagues’ you write a message about it.
initiative-campaign-open = Open until { $day }, { $count ->
    [0] no answers yet
    [one] 1 answer
   *[other] { $count } answers
}
initiative-campaign-over = Closed, { $count ->
    [0] no answers
    [one] 1 answer
   *[other] { $count } answers
}
initiative-campaign-answer = Answer with an idea
initiative-campaign-answers = View the answers
initiative-campaign-tell = Tell colleagues
initiative-campaign-end = Close
initiative-campaign-end-sure = Do you want to close this question now? Whoever answered it keeps the initiative.
initiative-campaign-end-yes = Yes, close it
initiative-campaign-ended = The question is closed.
initiative-campaign-whom = Do you want to ask everybody a question yourself? Ask { $contact }: { $address }.

initiative-chart = Figures
initiative-chart-title = Initiatives in figures
initiative-chart-total = { $count ->
    [0] There are no initiatives yet.
    [one] There is 1 initiative.
   *[other] There are { $count } initiatives.
}
initiative-chart-headings = By theme
initiative-chart-statuses = By status
initiative-chart-table = By theme and status
initiative-chart-number = { $status } { $count }
initiative-export = To Excel
initiative-file-title = The list of initiatives
initiative-file-how = The file is of now. The link works for a quarter of an hour, for you alone.
initiative-file-open = Open the list

initiative-digest = Weekly digest
initiative-digest-title = Weekly digest of initiatives
initiative-digest-how = Every { $day } at { $hour } there is a digest: what is new, what changed and which questions are open. Where nothing is new, nothing comes.
initiative-digest-here = Post it in this channel
initiative-digest-nowhere = Post it nowhere any more
initiative-digest-chosen = From now on the weekly digest comes in this channel.
initiative-digest-ended = The weekly digest comes no more.
initiative-digest-only-channel = The weekly digest belongs in a channel. Mention me in that channel: ‘@Koers initiatives’.

initiative-open-in-koers = Open in Koers
initiative-open-sentence = show the initiative ‘{ $title }’
