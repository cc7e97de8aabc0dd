# The fixed words in the documents of projects.

document-empty = Not filled in yet.
document-nameless = Project without a name
document-title = Project start document { $name }
document-report-title = Progress report { $name }, { $due }
document-sort-start = Project start document
document-sort-report = Progress report
document-state-draft = Draft
document-state-waiting = Waiting for approval
document-state-returned = Draft, sent back
document-state-approved = Approved
document-state-dropped = Dropped
document-stood-in = on behalf of { $name }
document-correction = { $number ->
    [one] Corrected
   *[other] Corrected { $number } times
}
document-kept-always = Kept for good
document-kept-years = { $years ->
    [one] 1 year
   *[other] { $years } years
}
document-payback = { $years ->
    [0] { $months ->
        [one] 1 month
       *[other] { $months } months
    }
    [one] 1 year { $months ->
        [0] {""}
        [one] and 1 month
       *[other] and { $months } months
    }
   *[other] { $years } years { $months ->
        [0] {""}
        [one] and 1 month
       *[other] and { $months } months
    }
}
document-payback-never = Each year it saves less than it costs: the investment is not paid back.
document-role-lawful = Lawful government
document-role-lawful-about = The municipality makes sure that it goes by the law and the rules, the same for everybody.
document-role-performing = Performing government
document-role-performing-about = The municipality itself reaches a goal that was agreed, in time and within the money.
document-role-networking = Networking government
document-role-networking-about = The municipality reaches the goal with partners, each with an interest of its own.
document-role-responsive = Responsive government
document-role-responsive-about = It begins with residents and businesses. The municipality joins in and helps.
document-participation-informing = Informing
document-participation-consulting = Consulting
document-participation-advising = Advising
document-participation-co-creating = Making it together
document-participation-assembly = Citizens’ assembly
document-participation-residents-initiative = Residents’ initiative
document-participation-right-to-challenge = Right to challenge
document-lane-fast = Fast lane
document-lane-slow = Slow lane
document-level-low = Small
document-level-medium = Medium
document-level-high = Large
document-light-green = Green: on schedule
document-light-amber = Amber: take note
document-light-red = Red: action needed
document-subject-time = Time
document-subject-money = Money
document-subject-quality = Quality
document-subject-scope = Scope
document-subject-risks = Risks
document-milestone-reached = Reached
document-milestone-open = Expected
document-goal-1 = 1. No poverty
document-goal-2 = 2. Zero hunger
document-goal-3 = 3. Good health and well-being
document-goal-4 = 4. Quality education
document-goal-5 = 5. Gender equality
document-goal-6 = 6. Clean water and sanitation
document-goal-7 = 7. Affordable and clean energy
document-goal-8 = 8. Decent work and economic growth
document-goal-9 = 9. Industry, innovation and infrastructure
document-goal-10 = 10. Reduced inequalities
document-goal-11 = 11. Sustainable cities and communities
document-goal-12 = 12. Responsible consumption and production
document-goal-13 = 13. Climate action
document-goal-14 = 14. Life below water
document-goal-15 = 15. Life on land
document-goal-16 = 16. Peace, justice and strong institutions
document-goal-17 = 17. Partnerships for the goals

project-file-not-yours = Only who made the document, or does the project, chooses what happens with the Word file.
project-file-changed = The Word file has changed again meanwhile, or somebody chose already. Open the project to see how it is now.
