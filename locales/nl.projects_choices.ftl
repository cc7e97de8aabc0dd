# Waar een project bij hoort: rollen, 3x3, werelddoelen, participatie en de baan, in gewone woorden.

project-nsob-lawful = Rechtmatige overheid
project-nsob-lawful-what = Wij zorgen dat regels en rechten kloppen. Iedereen wordt gelijk behandeld. Denk aan vergunningen en uitkeringen.
project-nsob-performing = Presterende overheid
project-nsob-performing-what = Wij willen zelf een resultaat halen, op tijd en binnen het budget. Denk aan een weg, een gebouw of een systeem.
project-nsob-networking = Netwerkende overheid
project-nsob-networking-what = Wij halen het doel samen met partners. Niemand is alleen de baas. Denk aan een akkoord of een samenwerking in de regio.
project-nsob-responsive = Responsieve overheid
project-nsob-responsive-what = Inwoners of ondernemers beginnen zelf. Wij sluiten aan, geven ruimte en helpen. Denk aan een initiatief uit de wijk.
project-nsob-help = Help mij kiezen
project-nsob-help-title = Welke rol past bij je project?
project-nsob-help-how = Beantwoord drie vragen. Je krijgt dan een voorstel, en je kiest zelf.
project-nsob-who = Wie maakt het resultaat?
project-nsob-who-us = Vooral de gemeente
project-nsob-who-them = Vooral mensen en organisaties buiten, of wij samen
project-nsob-began = Wie begon ermee?
project-nsob-began-us = De gemeente: de raad, het college, de wet of wij zelf
project-nsob-began-them = Inwoners, ondernemers of partners
project-nsob-about = Waar gaat het vooral om?
project-nsob-about-goal = Om een doel dat we willen halen
project-nsob-about-conditions = Om de voorwaarden: regels, rechten, of ruimte voor anderen
project-nsob-suggest = Laat het voorstel zien
project-nsob-unanswered = Beantwoord eerst alle drie de vragen.
project-nsob-suggestion = Ik denk aan: { $role }. { $why }
project-nsob-also = Past ook: { $role }. Soms heb je twee rollen tegelijk nodig.
project-nsob-take = Neem dit voorstel over

project-lane-fast = Snelle baan
project-lane-fast-what = Het werk is bekend en gaat steeds op dezelfde manier. Standaard en digitaal waar het kan.
project-lane-slow = Rustige baan
project-lane-slow-what = Het is maatwerk. Het vraagt persoonlijke aandacht en mensen van verschillende vakken.

project-goal-1 = Geen armoede
project-goal-2 = Geen honger
project-goal-3 = Goede gezondheid en welzijn
project-goal-4 = Kwaliteitsonderwijs
project-goal-5 = Gendergelijkheid
project-goal-6 = Schoon water en sanitair
project-goal-7 = Betaalbare en duurzame energie
project-goal-8 = Waardig werk en economische groei
project-goal-9 = Industrie, innovatie en infrastructuur
project-goal-10 = Ongelijkheid verminderen
project-goal-11 = Duurzame steden en gemeenschappen
project-goal-12 = Verantwoorde consumptie en productie
project-goal-13 = Klimaatactie
project-goal-14 = Leven in het water
project-goal-15 = Leven op het land
project-goal-16 = Vrede, justitie en sterke publieke diensten
project-goal-17 = Partnerschap om doelen te bereiken

project-goal = { $number }. { $name }

project-participation-informing = Informeren
project-participation-informing-when = er is niets meer te kiezen. Mensen weten wat er gebeurt en waarom.
project-participation-consulting = Raadplegen
project-participation-consulting-when = de gemeente beslist, en wil eerst weten wat mensen vinden.
project-participation-advising = Adviseren
project-participation-advising-when = mensen geven advies. Wie daarvan afwijkt, legt uit waarom.
project-participation-co-creating = Samen maken
project-participation-co-creating-when = er is veel ruimte. Gemeente en betrokkenen maken samen de oplossing.
project-participation-assembly = Burgerforum
project-participation-assembly-when = een moeilijke keuze. Een gelote groep inwoners verdiept zich erin en doet een voorstel.
project-participation-residents-initiative = Initiatief van inwoners
project-participation-residents-initiative-when = inwoners zijn de eigenaar. De gemeente helpt, of houdt afstand.
project-participation-right-to-challenge = Uitdaagrecht
project-participation-right-to-challenge-when = inwoners nemen een taak over, omdat ze denken dat het slimmer, beter of goedkoper kan.

project-level-low = klein
project-level-medium = middel
project-level-high = groot

project-payback-unknown = Terugverdientijd: vul de investering en de besparing per jaar in.
project-payback-not = Terugverdientijd: dit verdient zich niet terug. Een jaar kost net zo veel als het oplevert, of meer.
project-payback-months = Terugverdientijd: { $months ->
    [0] meteen
    [one] 1 maand
   *[other] { $months } maanden
}.
project-payback-years = Terugverdientijd: { $years } jaar.
project-payback-both = Terugverdientijd: { $years } jaar en { $months ->
    [one] 1 maand
   *[other] { $months } maanden
}.
project-payback-how = Zo rekenen wij: investering gedeeld door (besparing per jaar min kosten per jaar), zonder rente. Na bewaren zie je de nieuwe uitkomst.

project-status-draft = Concept
project-status-waiting = Wacht op goedkeuring
project-status-returned = Teruggestuurd
project-status-running = Loopt
project-status-paused = Gepauzeerd
project-status-closed = Afgesloten
project-status-withdrawn = Ingetrokken

project-light-green = Groen: gaat goed
project-light-amber = Oranje: let op
project-light-red = Rood: gaat niet goed
project-light-none = Nog niet ingevuld

project-subject-time = Tijd
project-subject-money = Geld
project-subject-quality = Kwaliteit
project-subject-scope = Omvang
project-subject-risks = Risico's

project-rhythm-weekly = Elke week
project-rhythm-two-weekly = Elke twee weken
project-rhythm-monthly = Elke maand
project-rhythm-quarterly = Elk kwartaal

project-kept-always = { $name } (blijft altijd bewaard)
project-kept-years = { $name } ({ $years } jaar bewaren)
project-and = { $first } en { $last }
project-somebody = een collega
project-nobody-yet = nog niemand
project-nameless = Project zonder naam
