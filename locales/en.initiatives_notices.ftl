# What people hear of initiatives, what cannot be done, and the file.

initiatives-off = Your municipality does not keep initiatives here.
initiatives-gone = This is not here any more. See under ‘My initiatives’ what is.
initiatives-not-allowed = Only whoever began the initiative can do this, or a colleague who is responsible for it.
initiatives-no-role = Only a colleague who is responsible for all initiatives can do this. Everybody can look at them: type ‘initiatives’.
initiatives-own = This is your own initiative: you already take part.
initiatives-newer = Something newer has been kept already. Open your draft again under ‘My initiatives’.
initiatives-changed = The initiative has changed meanwhile. Open it and change it again.
initiatives-incomplete = Something is still missing. See at the fields what it is.
initiatives-is-project = This initiative has become a project. Change what you want to change at the project.
initiatives-title-empty = Give your idea a name.
initiatives-what-empty = Say in a few sentences what you want to do.
initiatives-heading-none = Choose a theme.
initiatives-serves-unknown = Choose principles and goals from the list only.
initiatives-serves-many = Choose { $most } at most.
initiatives-colleagues-many = Choose { $most } colleagues at most. Others can join by themselves later.
initiatives-too-long = This can be { $most } characters long at most.
initiatives-comment-empty = Write a comment first.
initiatives-comment-long = A comment can be { $most } characters long at most.
initiatives-reason-empty = Add why. Whoever takes part reads it.
initiatives-reason-long = The reason can be { $most } characters long at most.
initiatives-status-same = It has that status already.
initiatives-status-project = Make a project of it with the button for that. The status then changes with it.
initiatives-project-already = This initiative has become another project already.
initiatives-campaign-gone = This question is not here any more. See under the questions which there are now.
initiatives-campaign-over = This question cannot be answered any more. Submit your idea without it.
initiatives-campaign-empty = Write down the question that you want to ask.
initiatives-campaign-long = The question can be { $question } characters long, and the explanation { $explanation }.
initiatives-campaign-until = Choose a last day: today or later, and within a year.
initiatives-digest-configured = Which channel gets the overview is fixed in the settings of Koers. Ask the administrator.
initiatives-digest-channel = Say this in the channel that is to get the overview. Koers has to be added there.
initiatives-file-nowhere = I cannot offer a file now. Ask the administrator to set the address of Koers.

initiatives-somebody = A colleague
initiatives-told-spoken = { $title }: { $initiative }
initiatives-told-status-title = News about an initiative
initiatives-told-status = { $who } gave it this status: { $status }.
initiatives-told-project-title = An initiative became a project
initiatives-told-project = { $who } made a project of it. Its status now is: { $status }.
initiatives-told-joined-title = Somebody joins your initiative
initiatives-told-joined = { $who } joins. Its status is: { $status }.
initiatives-told-comment-title = A comment on your initiative
initiatives-told-comment = { $who } wrote a comment. Its status is: { $status }.
initiatives-told-asked-title = You take part in an initiative
initiatives-told-asked = { $who } put you down as taking part. Its status is: { $status }.
initiatives-told-asked-out = Would you rather not? Here you take yourself off it again.
initiatives-told-why = Why
initiatives-told-words = The comment
initiatives-told-show = See the initiative
initiatives-told-leave = I do not take part

initiatives-digest-title = Initiatives of this week
initiatives-digest-new = { $count ->
    [one] New
   *[other] New: { $count }
}
initiatives-digest-moved = { $count ->
    [one] A step further
   *[other] A step further: { $count }
}
initiatives-digest-campaigns = { $count ->
    [one] This question is open
   *[other] These questions are open
}
initiatives-digest-until = You can answer until { $day }.
initiatives-digest-by = { $line } · { $name }
initiatives-digest-total = { $count ->
    [one] One initiative is under way now.
   *[other] { $count } initiatives are under way now.
}
initiatives-digest-browse = See the initiatives
initiatives-digest-own = I have an idea

initiatives-sheet-initiatives = Initiatives
initiatives-sheet-counts = Numbers
initiatives-column-title = Title
initiatives-column-what = What
initiatives-column-heading = Theme
initiatives-column-status = Status
initiatives-column-serves = Serves
initiatives-column-author = By
initiatives-column-start = Begins
initiatives-column-needs = Needs
initiatives-column-campaign = Answers the question
initiatives-column-joiners = Join
initiatives-column-supporters = Support it
initiatives-column-comments = Comments
initiatives-column-created = Submitted
initiatives-column-changed = Changed
initiatives-column-total = Total
initiatives-author-hidden = Name not shown
