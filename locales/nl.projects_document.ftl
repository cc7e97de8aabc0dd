# De vaste woorden in de documenten van projecten.

document-empty = Nog niet ingevuld.
document-nameless = Project zonder naam
document-title = Projectstartdocument { $name }
document-report-title = Voortgangsrapportage { $name }, { $due }
document-sort-start = Projectstartdocument
document-sort-report = Voortgangsrapportage
document-state-draft = Concept
document-state-waiting = Ligt ter goedkeuring
document-state-returned = Concept, teruggestuurd
document-state-approved = Vastgesteld
document-state-dropped = Vervallen
document-stood-in = namens { $name }
document-correction = { $number ->
    [one] Gecorrigeerd
   *[other] { $number } keer gecorrigeerd
}
document-kept-always = Blijvend bewaren
document-kept-years = { $years ->
    [one] 1 jaar
   *[other] { $years } jaar
}
document-payback = { $years ->
    [0] { $months ->
        [one] 1 maand
       *[other] { $months } maanden
    }
   *[other] { $years } jaar { $months ->
        [0] {""}
        [one] en 1 maand
       *[other] en { $months } maanden
    }
}
document-payback-never = De besparing is elk jaar kleiner dan de kosten: de investering wordt niet terugverdiend.
document-role-lawful = Rechtmatige overheid
document-role-lawful-about = De gemeente zorgt dat het volgens de wet en de regels gaat, voor iedereen gelijk.
document-role-performing = Presterende overheid
document-role-performing-about = De gemeente haalt zelf een doel dat is afgesproken, op tijd en binnen het geld.
document-role-networking = Netwerkende overheid
document-role-networking-about = De gemeente bereikt het doel samen met partners, die elk hun eigen belang hebben.
document-role-responsive = Responsieve overheid
document-role-responsive-about = Het begint bij inwoners en ondernemers. De gemeente sluit daarbij aan en helpt mee.
document-participation-informing = Informeren
document-participation-consulting = Raadplegen
document-participation-advising = Adviseren
document-participation-co-creating = Samen maken
document-participation-assembly = Burgerforum
document-participation-residents-initiative = Initiatief van inwoners
document-participation-right-to-challenge = Uitdaagrecht
document-lane-fast = Snelle baan
document-lane-slow = Rustige baan
document-level-low = Klein
document-level-medium = Middel
document-level-high = Groot
document-light-green = Groen: op schema
document-light-amber = Oranje: let op
document-light-red = Rood: ingrijpen nodig
document-subject-time = Tijd
document-subject-money = Geld
document-subject-quality = Kwaliteit
document-subject-scope = Omvang
document-subject-risks = Risico’s
document-milestone-reached = Bereikt
document-milestone-open = Verwacht
document-goal-1 = 1. Geen armoede
document-goal-2 = 2. Geen honger
document-goal-3 = 3. Goede gezondheid en welzijn
document-goal-4 = 4. Kwaliteitsonderwijs
document-goal-5 = 5. Gendergelijkheid
document-goal-6 = 6. Schoon water en sanitair
document-goal-7 = 7. Betaalbare en duurzame energie
document-goal-8 = 8. Eerlijk werk en economische groei
document-goal-9 = 9. Industrie, innovatie en infrastructuur
document-goal-10 = 10. Ongelijkheid verminderen
document-goal-11 = 11. Duurzame steden en gemeenschappen
document-goal-12 = 12. Verantwoorde consumptie en productie
document-goal-13 = 13. Klimaatactie
document-goal-14 = 14. Leven in het water
document-goal-15 = 15. Leven op het land
document-goal-16 = 16. Vrede, justitie en sterke publieke diensten
document-goal-17 = 17. Partnerschap om doelstellingen te bereiken

project-file-not-yours = Alleen wie het document maakte of opdrachtnemer is, kiest wat er met het Word-bestand gebeurt.
project-file-changed = Het Word-bestand is intussen weer veranderd, of de keuze is al gemaakt. Open het project om te zien hoe het nu is.
