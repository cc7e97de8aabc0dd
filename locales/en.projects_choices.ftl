# What a project belongs to: roles, 3x3, Global Goals, participation and the lane, in plain words.

project-nsob-lawful = Lawful government
project-nsob-lawful-what = We see to it that rules and rights are right. Everybody is treated alike. Think of permits and benefits.
project-nsob-performing = Performing government
project-nsob-performing-what = We want to reach a result ourselves, on time and within budget. Think of a road, a building or a system.
project-nsob-networking = Networking government
project-nsob-networking-what = We reach the goal together with partners. Nobody is in charge alone. Think of an agreement or work in the region.
project-nsob-responsive = Responsive government
project-nsob-responsive-what = Residents or businesses begin. We join in, give room and help. Think of an initiative from the neighbourhood.
project-nsob-help = Help me choose
project-nsob-help-title = Which role fits your project?
project-nsob-help-how = Answer three questions. You get a suggestion, and you choose yourself.
project-nsob-who = Who makes the result?
project-nsob-who-us = Mostly the municipality
project-nsob-who-them = Mostly people and organisations outside, or we together
project-nsob-began = Who began it?
project-nsob-began-us = The municipality: the council, the executive, the law or we ourselves
project-nsob-began-them = Residents, businesses or partners
project-nsob-about = What is it mostly about?
project-nsob-about-goal = About a goal that we want to reach
project-nsob-about-conditions = About the conditions: rules, rights, or room for others
project-nsob-suggest = Show the suggestion
project-nsob-unanswered = Please answer all three questions first.
project-nsob-suggestion = I suggest: { $role }. { $why }
project-nsob-also = This fits too: { $role }. Sometimes you need two roles at the same time.
project-nsob-take = Take this suggestion

project-lane-fast = Fast lane
project-lane-fast-what = The work is known and goes the same way each time. Standard, and digital where possible.
project-lane-slow = Slow lane
project-lane-slow-what = It is made to measure. It needs personal attention and people of several professions.

project-goal-1 = No poverty
project-goal-2 = Zero hunger
project-goal-3 = Good health and well-being
project-goal-4 = Quality education
project-goal-5 = Gender equality
project-goal-6 = Clean water and sanitation
project-goal-7 = Affordable and clean energy
project-goal-8 = Decent work and economic growth
project-goal-9 = Industry, innovation and infrastructure
project-goal-10 = Reduced inequalities
project-goal-11 = Sustainable cities and communities
project-goal-12 = Responsible consumption and production
project-goal-13 = Climate action
project-goal-14 = Life below water
project-goal-15 = Life on land
project-goal-16 = Peace, justice and strong institutions
project-goal-17 = Partnerships for the goals

project-goal = { $number }. { $name }

project-participation-informing = Informing
project-participation-informing-when = there is nothing left to choose. People know what happens and why.
project-participation-consulting = Consulting
project-participation-consulting-when = the municipality decides, and first wants to know what people think.
project-participation-advising = Advising
project-participation-advising-when = people give advice. Whoever departs from it explains why.
project-participation-co-creating = Making it together
project-participation-co-creating-when = there is much room. The municipality and those involved make the solution together.
project-participation-assembly = Citizens' assembly
project-participation-assembly-when = a difficult choice. A group of residents, drawn by lot, studies it and makes a proposal.
project-participation-residents-initiative = Initiative of residents
project-participation-residents-initiative-when = residents own it. The municipality helps, or keeps its distance.
project-participation-right-to-challenge = Right to challenge
project-participation-right-to-challenge-when = residents take over a task, because they think it can be done smarter, better or cheaper.

project-level-low = small
project-level-medium = medium
project-level-high = large

project-payback-unknown = Payback time: fill in the investment and the savings a year.
project-payback-not = Payback time: this does not pay for itself. A year costs as much as it yields, or more.
project-payback-months = Payback time: { $months ->
    [0] at once
    [one] 1 month
   *[other] { $months } months
}.
project-payback-years = Payback time: { $years ->
    [one] 1 year
   *[other] { $years } years
}.
project-payback-both = Payback time: { $years ->
    [one] 1 year
   *[other] { $years } years
} and { $months ->
    [one] 1 month
   *[other] { $months } months
}.
project-payback-how = This is how we reckon: investment divided by (savings a year minus costs a year), without interest. After keeping you see the new outcome.

project-status-draft = Draft
project-status-waiting = Waits for approval
project-status-returned = Sent back
project-status-running = Running
project-status-paused = Paused
project-status-closed = Closed
project-status-withdrawn = Withdrawn

project-light-green = Green: goes well
project-light-amber = Amber: take care
project-light-red = Red: does not go well
project-light-none = Not filled in yet

project-subject-time = Time
project-subject-money = Money
project-subject-quality = Quality
project-subject-scope = Scope
project-subject-risks = Risks

project-rhythm-weekly = Every week
project-rhythm-two-weekly = Every two weeks
project-rhythm-monthly = Every month
project-rhythm-quarterly = Every quarter

project-kept-always = { $name } (kept for good)
project-kept-years = { $name } (kept for { $years ->
    [one] 1 year
   *[other] { $years } years
})
project-and = { $first } and { $last }
project-somebody = a colleague
project-nobody-yet = nobody yet
project-nameless = Project without a name
