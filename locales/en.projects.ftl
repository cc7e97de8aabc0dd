# What cannot be done or is wrong with a project, and the words for lists and files.

project-gone = This project is not there (any more), or it is not for you to see. Look at ‘My projects’ for what is there.
project-not-yours = Only who writes or carries out this project can do this. Ask the person who carries it out.
project-not-now = That cannot be done now: the project has another status. Open the project again to see what can.
project-changed = There is something newer than what is on this card. Nothing has changed. Open the project again and go on with that.
project-fixed = This version is approved and fixed. Choose ‘New version’ if something has to change.
project-too-many = You already have { $most } projects that are not submitted yet. Finish one first, or withdraw one.
project-from-initiative = A colleague is already making a project of this initiative. Ask whether you can join.
project-initiative-join-first = Whoever began an initiative or joins it can make a project of it. Join it first.
project-not-complete = The start document is not ready yet. The summary says what is still to be done.
project-waits-already = This start document is already waiting for approval. You will hear as soon as there is an answer.
project-nobody-approves = Nobody can approve this now: who writes it or carries it out does not approve it. Name a deputy of the client.
project-not-waiting = This start document is not waiting for approval (any more). Open the project to see how it stands.
project-changed-while-waiting = The start document has changed since you got this version, so your answer was not used. Open the project to read the newest version.
project-own = You write this project or carry it out. That is why somebody else approves it: the client or a deputy.
project-not-yours-to-approve = Only the client or a deputy can answer this.
project-words-missing = Write what should be different, so that the writer can go on.
project-no-deputies = In your municipality only the client approves, so there can be no deputy.
project-away-until = Choose until which day somebody stands in for you: today or later, and at most a year ahead.
project-away-who = Choose a colleague who stands in for you. You cannot choose yourself.
project-people-unavailable = I cannot look up the names of colleagues now. Try again in a few minutes; what you filled in before is kept.
project-series-wrong = Give the reports a name, a rhythm and a first date: today or later, and at most a year ahead.
project-series-there = There is already a series of this name, or the project already has { $most } series. Choose another name or end a series.
project-series-over = This series of reports has ended. Begin a new series to report again.
project-report-gone = This report is not there (any more). Look at the project for those that are.
project-report-not-complete = The report is not ready yet. The fields say what is still to be done.
project-report-same = Nothing has changed in this report. It is there like this already.
project-report-light-missing = Choose green, amber or red.
project-report-words-missing = Explain why this is amber or red.
project-report-long = This is too long. Make it shorter.
project-report-rows = These are too many. Take some away.
project-closing-wrong = The project cannot be closed yet. The fields say what is still needed.
project-closing-missing = Fill this in, so that the project can be closed.
project-closing-long = This is too long. Make it shorter.
project-closing-category = Choose a category of the retention schedule.
project-download-nowhere = I cannot offer files here: Koers has no web address of its own. Ask the administrator.

# What is wrong with a field.
project-wrong-missing = This has still to be filled in.
project-wrong-unread = I do not understand ‘{ $typed }’. Fill it in differently.
project-wrong-amount = ‘{ $typed }’ is no amount. Write for instance 12500 or 12,500.50.
project-wrong-negative = An amount cannot be less than 0.
project-wrong-hours = Fill in whole hours: 0 or more.
project-wrong-day = ‘{ $typed }’ is no date. Choose a day.
project-wrong-person = I find no colleague for ‘{ $typed }’ who works here. Choose somebody from the list.
project-wrong-long = This is too long: { $most } characters fit in it.
project-wrong-rows = These are too many: { $most } fit in it.
project-wrong-nameless = Give this line a name.
project-wrong-same-person = The client and the person who carries it out are the same. Choose two different colleagues.
project-wrong-deputy = The deputy is the client, who carries it out or the writer. Choose somebody else.
project-wrong-own = You are the client yourself. Name a deputy: somebody else approves what you write.
project-wrong-order = The end is before the start. Choose a later day.
project-wrong-lasts = A project lasts at most { $most } years here. Choose an earlier day.
project-wrong-milestone = This milestone is outside the start and the end of the project.
project-wrong-fast-money = This costs too much for the fast lane: at most { $euros } euros. Choose the slow lane.
project-wrong-fast-hours = This is too much work for the fast lane: at most { $hours } hours. Choose the slow lane.

# Payback time.
project-payback-never = Does not pay for itself
project-payback = { $years ->
    [0] { $months ->
        [0] at once
        [one] 1 month
       *[other] { $months } months
    }
    [one] { $months ->
        [0] 1 year
        [one] 1 year and 1 month
       *[other] 1 year and { $months } months
    }
   *[other] { $months ->
        [0] { $years } years
        [one] { $years } years and 1 month
       *[other] { $years } years and { $months } months
    }
}

# In the lists of SharePoint and in the file of the portfolio.
project-list-status-draft = Draft
project-list-status-waiting = Waiting for approval
project-list-status-returned = Back with the writer
project-list-status-running = Running
project-list-status-paused = Paused
project-list-status-closed = Closed
project-list-status-withdrawn = Withdrawn
project-list-light-green = Green
project-list-light-amber = Amber
project-list-light-red = Red
project-list-role-lawful = Lawful
project-list-role-performing = Performing
project-list-role-networking = Networking
project-list-role-responsive = Responsive
project-list-lane-fast = Fast lane
project-list-lane-slow = Slow lane
project-list-subject-time = Time
project-list-subject-money = Money
project-list-subject-quality = Quality
project-list-subject-scope = Scope
project-list-subject-risks = Risks
project-list-words = { $subject }: explanation
project-list-report = { $project }, { $series }, { $day }
project-list-milestone-reached = { $name }: reached on { $day }
project-list-milestone-planned = { $name }: expected on { $day }
project-file-sheet = Projects
project-file-yes = Yes
project-file-name = Project
project-file-status = Status
project-file-department = Department
project-file-principal = Client
project-file-contractor = Carried out by
project-file-lane = Lane
project-file-role = Role
project-file-other-roles = Other roles
project-file-compass = Compass
project-file-goals = Global Goals
project-file-goal = Goal
project-file-start = Start
project-file-end = End
project-file-investment = Investment (euros)
project-file-yearly-costs = Costs a year (euros)
project-file-yearly-savings = Savings a year (euros)
project-file-payback = Payback time
project-file-hours = Hours
project-file-light = Light
project-file-last-report = Last report
project-file-due = Next report
project-file-stale = Not heard of for too long
project-file-approved = Approved on
project-file-approved-by = Approved by
project-file-remark = Remark
project-file-closed = Closed on
project-file-category = Retention schedule
project-file-ends = To be destroyed from
