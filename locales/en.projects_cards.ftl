# Following projects: reading, approving, how it stands, reporting, the portfolio and closing.

project-only-personal = We do that in our own chat. Type ‘my projects’ there.
project-new = New project
project-mine = My projects
project-portfolio = All projects
project-show = To the project
project-open = Open { $number }
project-open-reports = Report on { $number }
project-open-close = Close: { $number }
project-look-at = Look at { $number }
project-fact = { $title }: { $value }

project-read = Read the document
project-read-title = { $name }
project-read-page = { $state }, page { $page } of { $count }
project-read-speak = The project document, page { $page } of { $count }
project-read-empty = There is nothing in this document yet.
project-read-before = Previous page
project-read-after = Next page
project-read-on = This is not all of it. Please read the next page as well.
project-edition-draft = Version { $number }, draft
project-edition-waiting = Version { $number }, waits for approval
project-edition-returned = Version { $number }, sent back
project-edition-approved = Version { $number }, approved
project-edition-dropped = Version { $number }, thrown away
project-open-word = Open in Word
project-open-pdf = Open as PDF
project-file-no-pdf = The Word file is in SharePoint. The PDF does not succeed yet.
project-file-asked = Somebody changed the Word file itself. The author chooses what happens with it.
project-file-locked = Somebody still has the Word file open. After that the new version goes in.
project-file-forbidden = I may not write in the folder of this project. The administrator can arrange that.
project-file-unavailable = SharePoint does not answer now. The document will come by itself.
project-file-failed = The document could not be put in SharePoint. The administrator can see why.

project-asked = You are asked to approve this.
project-asked-by = { $name } asks you to approve this.
project-look = Read and approve
project-remark = Remark (needed when you send it back)
project-approve = Approve
project-send-back = Send back
project-remark-needed = Please write what has to be different. Then the author knows what to do.
project-approved-title = Approved
project-approved = You approved version { $number } of ‘{ $name }’. This version is fixed now. The author hears it.
project-sent-back-title = Sent back
project-sent-back = You sent ‘{ $name }’ back. The author reads your remark.
project-asked-now = Asked { $name }. You hear it when there is an answer.
project-withdrawn-title = Withdrawn
project-withdrawn = ‘{ $name }’ is withdrawn.
project-dropped-title = Thrown away
project-dropped = The new version of ‘{ $name }’ is thrown away. The approved version stays in force.

project-waiting-title = Waits for my approval
project-waiting-none = Nothing waits for you.
project-waiting-about = Version { $number }. Contractor: { $contractor }.
project-waiting-more = And { $count } more.
project-waiting-speak = { $count ->
    [one] 1 project waits for your approval.
   *[other] { $count } projects wait for your approval.
}
project-stand-in = Choose a deputy
project-stand-in-how = Are you away for a while? Then a colleague can approve for you. The document says who did it.
project-stand-in-now = { $name } may approve for you up to and including { $day }.
project-stand-in-who = Who may approve for you?
project-stand-in-until = Up to and including
project-stand-in-set = Store
project-stand-in-end = I do it myself again
project-stand-in-ended = Good, you approve yourself again.
project-stand-in-nobody = Please choose a colleague and a day.

project-mine-status = My projects
project-mine-status-none = You have no projects yet.
project-mine-continue = Which project do you go on with?
project-mine-continue-none = You have no project to go on writing.
project-mine-report = Which project do you report on?
project-mine-report-none = You have no running project to report on.
project-mine-close = Which project do you close?
project-mine-close-none = You have no running project to close.
project-mine-speak = { $count ->
    [one] You have 1 project.
   *[other] You have { $count } projects.
}
project-item = { $state }. Client: { $principal }.
project-which = Which project do you mean by ‘{ $name }’?
project-no-such = I know no project ‘{ $name }’
project-no-such-how = Please check the name, or choose it in one of the lists. You do not see a draft of somebody else.

project-title = { $name }
project-speak = { $name }: { $state }
project-about-draft = This is a draft. Only who writes it sees it.
project-about-waiting = This waits for approval by { $name }.
project-about-returned = { $name } sent this back.
project-about-running = This project is running.
project-about-paused = This project stands still.
project-about-closed = This project is closed.
project-about-withdrawn = This project is withdrawn.
project-newer-draft = There is a draft of version { $number }.
project-newer-waiting = Version { $number } waits for approval.
project-newer-returned = Version { $number } was sent back.
project-newer-approved = Version { $number } is approved.
project-part-principal = You are the client.
project-part-deputy = You stand in for the client.
project-part-contractor = You are the contractor.
project-part-author = You write this document.
project-part-named = You are in the team.
project-part-portfolio = You see this because of the portfolio.
project-part-colleague = You read along.
project-approved-by = { $name }, { $day }
project-approved-for = { $name } on behalf of { $principal }, { $day }
project-due = { $day }
project-due-late = { $day } (late)
project-change = Write a new version
project-remark-of-principal = Remark of the client
project-remark-of-office = Remark about the project
project-documents = Documents
project-set-paused = Let the project rest
project-set-running = Let the project run again
project-status-set = The status is now: { $status }.

project-history = What happened
project-history-all = Whole history
project-history-title = History of { $name }
project-history-none = Nothing has happened yet.
project-history-newer = Newer
project-history-older = Older
project-event = { $moment }: { $who } { $what }
project-by-sharepoint = Somebody (in SharePoint)
project-by-koers = Koers
project-event-begun = began the document
project-event-asked = asked for approval of version { $edition }
project-event-changed-while-waiting = changed version { $edition }, which waited for approval
project-event-sent-back = sent version { $edition } back: { $about }
project-event-approved = approved version { $edition }
project-event-edited = began version { $edition }
project-event-edition-dropped = threw version { $edition } away
project-event-withdrawn = withdrew the project
project-event-status = set the status: { $about }
project-event-department = changed the department to { $about }
project-event-remark = wrote a remark: { $about }
project-event-series-begun = began to report: { $about }
project-event-series-ended = stopped reporting: { $about }
project-event-report-published = published a report: { $about }
project-event-report-corrected = corrected a report: { $about }
project-event-filed = put the document in SharePoint
project-event-closed = closed the project

project-reports = Reports
project-reports-title = Reports of { $name }
project-reports-list = Reports
project-reports-choose = Set up reporting
project-reports-newer = Newer
project-reports-older = Older
project-series-none = Nothing is reported yet. Choose how often and from when.
project-series-next = { $rhythm }. The next one is for { $day }.
project-series-late = { $rhythm }. The one of { $day } is late.
project-series-write = Report (series { $number })
project-series-end = Stop series { $number }
project-series-end-sure = Are you sure? What is there already stays.
project-series-end-yes = Yes, stop
project-series-ended = This series has stopped.
project-series-new = Begin a series
project-series-name = For whom or what (for example: steering group)
project-series-rhythm = How often
project-series-first = First report on
project-series-begin = Begin to report
project-series-begun = The series has begun. I remind you in time.
project-series-lacks = Please fill in a name and choose the first day.
project-report-of = Report of { $day }
project-report-title = Progress report of { $day }
project-report-speak = Progress report of { $day }
project-report-how = Short is good. Give each subject a colour. With amber and red you write what there is.
project-report-correcting = You correct a report that is published already. The earlier one can still be read.
project-report-summary = In short
project-report-decisions = Which decision do you ask of the client?
project-report-words = About { $subject }
project-report-milestones = Milestones
project-report-planned = Planned on { $day }
project-report-day = Milestone { $number }: expected now, or reached on
project-report-reached = Milestone { $number } is reached
project-report-look = Keep and look
project-report-kept = Kept. Only who writes it sees this draft.
project-report-drop = Throw the draft away
project-report-drop-sure = Are you sure? What you wrote is gone then.
project-report-drop-yes = Yes, throw it away
project-report-drop-correction = Throw the correction away
project-report-drop-correction-sure = Are you sure? The published report stays as it is.
project-report-drop-correction-yes = Yes, throw it away
project-report-dropped = The draft is thrown away.
project-report-preview = This is how the report is read
project-report-edition = Corrected (version { $edition })
project-report-earlier = This is the old version { $edition }
project-report-lacks = { $count ->
    [one] One thing still lacks. After that you can publish.
   *[other] { $count } things still lack. After that you can publish.
}
project-report-publish = Publish
project-report-publish-correction = Publish the correction
project-report-published = Published. The client hears it.
project-report-edit = Go on writing
project-report-correct = Correct
project-report-before = Read the earlier version
project-report-state-draft = draft
project-report-state-published = published
project-report-go-on = Go on with { $number }
project-report-read = Read { $number }
project-report-open = Read the report
project-report-write = Write the report
project-milestone-reached = ✓ { $name }: reached on { $day }
project-milestone-on-time = • { $name }: { $day }, as planned
project-milestone-moved = • { $name }: now expected on { $day } (was { $planned })

project-portfolio-title = Projects ({ $count })
project-portfolio-all = All projects that you may see. What changed last is at the top.
project-portfolio-chosen = Chosen: { $what }.
project-portfolio-none = There is no project that fits this.
project-portfolio-stale = { $count ->
    [one] Of 1 project nothing has been reported for long.
   *[other] Of { $count } projects nothing has been reported for long.
}
project-portfolio-page = Page { $page } of { $count }
project-portfolio-choose = Choose and search
project-portfolio-charts = Charts
project-portfolio-file = As an Excel file
project-portfolio-back = To the list
project-portfolio-speak = { $count ->
    [one] 1 project
   *[other] { $count } projects
}
project-row-due = report for { $day }
project-row-stale = report is late
project-filter-title = Which projects do you want to see?
project-filter-any = Does not matter
project-filter-goal = Global Goal
project-filter-words = Words in the name
project-filter-stale = Only projects of which the report is late
project-filter-show = Show
project-filter-clear = Show everything
project-charts-title = Charts of { $count ->
    [one] 1 project
   *[other] { $count } projects
}
project-charts-statuses = Status
project-charts-lights = Last report, the worst light
project-charts-roles = Main role of the municipality
project-charts-lanes = Lane
project-charts-departments = Department
project-charts-principals = Client
project-charts-goals = Global Goals (a project can have several)
project-charts-rest = Others
project-charts-not-filled-in = Not filled in
project-charts-stale = { $count ->
    [0] Of each project the report is in time.
    [one] Of 1 project the report is late.
   *[other] Of { $count } projects the report is late.
}
project-file-title = The file is ready
project-file-how = You can open it for a quarter of an hour. It is for you alone.
project-file-open = Open the file

project-close-title = Closing a project
project-close-how = Write briefly what came of the project and what others can learn from it. After that nothing of it changes any more.
project-close-meant = This was the result that you wanted
project-close-result = What came of the result?
project-close-went-well = What went well?
project-close-next-time = What do we do differently next time?
project-close-handed-to = Who takes it over?
project-close-archived = What is archived, and where?
project-close-category = How long it is kept (Selectielijst)
project-close-do = Close the project
project-close = Close
project-closed-now = The project is closed. Thank you for what you teach us.
project-closed-result = What came of it
project-closed-lessons = Differently next time
project-closed-archived = Archived

project-told-asked-title = Would you approve this project?
project-told-asked = { $name } asks for your approval of this project.
project-told-asked-speak = Approval asked for { $project }
project-told-reminded-title = This project still waits for you
project-told-reminded = { $name } waits for your approval. Can you not look at it? Then choose a deputy at ‘Waits for my approval’.
project-told-reminded-speak = { $project } still waits for your approval
project-told-changed-title = Please wait with approving
project-told-changed = { $name } changed the document. You hear it when your approval is asked again.
project-told-changed-speak = { $project } was changed
project-told-sent-back-title = Your document was sent back
project-told-sent-back = { $name } read it and asks for a change.
project-told-sent-back-speak = { $project } was sent back
project-told-approved-title = Your project is approved
project-told-approved = { $name } approved it. This version is fixed now.
project-told-approved-speak = { $project } is approved
project-told-withdrawn-title = This project does not go on
project-told-withdrawn = { $name } withdrew it.
project-told-withdrawn-speak = { $project } is withdrawn
project-told-status-title = Something changed in your project
project-told-status = { $name } changed something in the list. The status is: { $status }.
project-told-status-speak = Something changed in { $project }
project-told-edited-in-word-title = Somebody changed the Word file
project-told-edited-in-word = { $name } changed the Word file of this project itself. Koers does not write over it without asking.
project-told-edited-in-word-speak = The Word file of { $project } was changed
project-told-closed-title = This project is closed
project-told-closed = { $name } closed it. The lessons are with the project.
project-told-closed-speak = { $project } is closed
project-told-report-due-title = Time for a progress report
project-told-report-due = The report ‘{ $series }’ is for { $day }.
project-told-report-due-speak = Time to report on { $project }
project-told-report-late-title = Your report is late
project-told-report-late = The report ‘{ $series }’ was for { $day }. Short is fine, too.
project-told-report-late-speak = The report on { $project } is late
project-told-published-title = There is a new report
project-told-published = The report ‘{ $series }’ of { $day } is there.
project-told-published-speak = New report on { $project }
project-told-corrected-title = A report was corrected
project-told-corrected = The report ‘{ $series }’ of { $day } was corrected.
project-told-corrected-speak = Corrected report on { $project }
project-cannot-close = You cannot close this project now. That is possible for a project that runs, by who writes it, carries it out or gave the assignment.

project-elsewhere-title = Somebody changed a file
project-elsewhere-edited = { $name } changed ‘{ $file }’ in Word.
project-elsewhere-renamed = { $name } gave ‘{ $file }’ another name.
project-elsewhere-moved = { $name } put ‘{ $file }’ in another folder.
project-elsewhere-deleted = { $name } threw ‘{ $file }’ away.
project-elsewhere-how = Koers has a newer version. Choose what happens. What is there now can always be found with the versions in SharePoint.
project-elsewhere-leave = Leave the file as it is
project-elsewhere-over = Put the new version in
project-file-left-title = The file stays as it is
project-file-left = Koers leaves the file as it is. At the next change I ask again.
project-file-over-title = The new version goes in
project-file-over = Koers puts the new version in SharePoint. The earlier one is kept with the versions.
project-not-filed-title = A document is not in SharePoint
project-not-filed = For two days the document could not be stored. In Koers everything is kept. Ask { $contact } for help: { $address }.
project-cannot-report = You can report as soon as the project is approved and runs.
project-file-template = The template for this document is not right. The administrator can mend that. In Koers everything is kept.
