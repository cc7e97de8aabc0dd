# The start document in steps: what is asked and why.

project-step-title = Step { $number } of { $count }: { $name }
project-step-speak = Step { $number } of your project document: { $name }
project-step-part = Part { $part } of { $count } of this step
project-step-needed = Still needed in this step: { $fields }.
project-step-choice = { $number }. { $name } – { $mark }
project-step-which = Go to step
project-steps = To another step
project-mark-lacks = { $count } to do
project-mark-done = done
project-mark-empty = empty, may be
project-needed = { $field } (needed)
project-mistake = Please note: { $what }
project-too-big = What is in ‘{ $field }’ now is too long for this card. It is kept. If you fill in something here, that takes its place.

project-next = Keep and go on
project-back = Back
project-keep = Keep
project-to-chosen = To the chosen step
project-summary = Summary
project-to-summary = Keep and to the summary
project-to-step = Back to the step
project-kept = Kept. You can stop and go on later: type ‘continue with my project’.

project-step-assignment = Assignment
project-step-assignment-how = Who wants it and who does it? The client decides WHAT there will be. The contractor decides HOW.
project-step-why = Why
project-step-why-how = Begin with the purpose. Why is this project needed, and for whom?
project-step-what = What
project-step-what-how = This is the client's WAT (what): what will be there, and what will people notice of it?
project-step-how = How
project-step-how-how = This is the contractor's HOE (how): how will you do it, and which role has the municipality?
project-step-compass = Compass
project-step-compass-how = Which goals does this project work on? Choose only what really belongs to it.
project-step-vision = Vision
project-step-vision-how = Which passages of the vision does this project serve? I look them up for you. You choose which go in.
project-step-scope = In and out
project-step-scope-how = What belongs to the project, and what does not? That prevents surprises.
project-step-outside = Outside
project-step-outside-how = Who from outside the municipality takes part, and how?
project-step-team = Team
project-step-team-how = Who takes part, and how many hours does that take for the whole project?
project-step-money = Money
project-step-money-how = What does it cost, and what does it yield? Amounts in euros, for example 12,500.
project-step-planning = Planning
project-step-planning-how = When does it begin, when is it done, and which milestones are in between?
project-step-risks = Risks
project-step-risks-how = What may go wrong? How likely is it, how bad is it, and what do you do about it?
project-step-communication = Communication
project-step-communication-how = Who is to know what, when and how?
project-step-links = Other projects
project-step-links-how = Which other projects has this to do with?
project-step-lane = Lane
project-step-lane-how = Is this known work that can go fast, or is it made to measure? In the fast lane there is less to fill in.

project-field-name = Name of the project
project-field-principal = Client (opdrachtgever)
project-field-contractor = Contractor (opdrachtnemer)
project-field-deputy = Deputy of the client
project-field-department = Department
project-field-reason = Reason
project-field-task = Societal task
project-field-goal = Goal
project-field-result = Result
project-field-effect = Effect
project-field-approach = Approach
project-field-role = Role of the municipality
project-field-other-roles = Roles that fit too
project-field-role-why = Why this role?
project-field-compass = Compass
project-field-goals = Global Goals
project-field-passages = Passages of the vision
project-field-in-scope = Belongs to it
project-field-out-of-scope = Does not belong to it
project-field-partners = Who takes part from outside
project-field-team = Team
project-field-money = Investment
project-field-investment = Investment (once, in euros)
project-field-yearly-costs = Costs a year (in euros)
project-field-yearly-savings = Savings a year (in euros)
project-field-explanation = About the money
project-field-start = Start
project-field-end = End
project-field-milestones = Milestones
project-field-risks = Risks
project-field-communication = Communication
project-field-links = Other projects
project-field-lane = Fast or slow lane
project-field-approved = Approved
project-field-due = Next report
project-field-closed = Closed on
project-field-status = Status
project-compass-which = { $name }: what does this project touch?

project-person-search = Type a name
project-hint-principal = Who wants this, pays for it and approves it?
project-hint-contractor = Who carries it out?
project-hint-deputy = Who may approve when the client is away? This may stay empty.
project-hint-reason = What has happened that makes this necessary now?
project-hint-task = Which problem or which wish in society do you take on?
project-hint-goal = What do you want to reach?
project-hint-result = What is there when the project is done? In a way that can be checked.
project-hint-effect = What will residents, businesses or colleagues notice of it?
project-hint-approach = In which steps, with whom, and how do you decide along the way?
project-hint-role = The municipality can have four roles. Choose the one that matters most.
project-hint-investment = What does it cost once?
project-hint-yearly-costs = What does it cost each year after that?
project-hint-yearly-savings = What does it yield or save each year?
project-hint-participation = Which form fits when? Choose a form that fits the room that there really is. Is there no room, then only inform.
project-hint-communication = Think also of the people who are troubled by the project.

project-passages-first-keep = First keep the name of your project. Then I look up passages of the vision.
project-passages-propose = Look for passages of the vision
project-passages-title = These passages may fit
project-passages-how = Tick what this project serves. The text goes into your document word for word, with its source.
project-passages-take = Take passage { $number }
project-passages-open = Open source { $number }
project-passages-add = Take what I have ticked
project-passages-added = { $count ->
    [0] You ticked nothing. Nothing has changed.
    [one] 1 passage was taken.
   *[other] { $count } passages were taken.
}
project-passages-none = I find no passage of the vision that comes near. Fill in the why and the what first, and look again after that.

project-list-passages = { $count ->
    [0] Passages of the vision
    [one] 1 passage of the vision
   *[other] { $count } passages of the vision
}
project-list-passages-none = No passages chosen yet.
project-list-partners = Who takes part from outside ({ $count })
project-list-partners-none = Nobody added yet.
project-list-team = Team ({ $count })
project-list-team-none = Nobody added yet.
project-list-milestones = Milestones ({ $count })
project-list-milestones-none = No milestones added yet.
project-list-risks = Risks ({ $count })
project-list-risks-none = No risks added yet.
project-list-links = Other projects ({ $count })
project-list-links-none = No projects added yet.
project-row-change = Change { $number }
project-row-remove = Remove { $number }
project-row-add = Add
project-row-keep = Keep the change
project-row-leave = Do not change
project-rows-before = Previous
project-rows-after = Next
project-partners-add = Add somebody
project-partners-change = Change number { $number }
project-team-add = Add somebody
project-team-change = Change number { $number }
project-milestones-add = Add a milestone
project-milestones-change = Change milestone { $number }
project-risks-add = Add a risk
project-risks-change = Change risk { $number }
project-links-add = Add a project
project-links-change = Change number { $number }
project-row-partners-name = Who (organisation or group)
project-row-partners-form = Form of participation
project-row-partners-why = Why this form?
project-row-team-person = Colleague
project-row-team-name = Or a name (no colleague, or not known yet)
project-row-team-part = Part in the project
project-row-team-hours = Hours for the whole project
project-row-milestones-name = Milestone
project-row-milestones-day = On which day?
project-row-risks-what = What may go wrong?
project-row-risks-chance = Chance
project-row-risks-effect = Effect
project-row-risks-measure = What do you do about it?
project-row-links-name = Which project?
project-row-links-how = What has it to do with it?
project-row-added = Added.
project-row-changed = Changed.
project-row-removed = Removed.
project-row-no-day = Please choose a day for the milestone. Then I can keep it.
project-row-no-hours = Please fill in the hours as a whole number, for example 120.
project-row-no-name = Please fill in first who or what you want to add.
project-row-full = The list is full. Please remove a row first.
project-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
project-hours-all = Together { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
project-risk-about = Chance { $chance }, effect { $effect }.
project-lane-most-money = The fast lane is possible up to an investment of { $euros }.
project-lane-most-hours = The fast lane is possible up to { $hours } hours of the whole team.

project-summary-title = Summary of your project
project-summary-lacks = { $count ->
    [one] One thing still lacks. After that you can ask for approval.
   *[other] { $count } things still lack. After that you can ask for approval.
}
project-summary-whole = Everything is there. You can ask { $name } for approval.
project-summary-waits = This is with { $name } to approve. If you change something, you ask for approval again afterwards.
project-summary-speak = Summary of your project. { $count } things lack.
project-lacks = { $field }: still empty
project-go-to = To step { $number }
project-ask = Ask for approval
project-edit = Go on writing
project-withdraw = Stop this project
project-withdraw-sure = Are you sure? The draft is withdrawn.
project-withdraw-yes = Yes, withdraw it
project-drop = Throw the new version away
project-drop-sure = Are you sure? The approved version stays in force.
project-drop-yes = Yes, throw it away
project-from-initiative-said = This comes from the initiative. Complete it at your own pace: everything is kept.
