# Het projectdocument in stappen: wat er gevraagd wordt en waarom.

project-step-title = Stap { $number } van { $count }: { $name }
project-step-speak = Stap { $number } van je projectdocument: { $name }
project-step-part = Deel { $part } van { $count } van deze stap
project-step-needed = Nog nodig in deze stap: { $fields }.
project-step-choice = { $number }. { $name } – { $mark }
project-step-which = Ga naar stap
project-steps = Naar een andere stap
project-mark-lacks = nog { $count }
project-mark-done = klaar
project-mark-empty = leeg, mag
project-needed = { $field } (nodig)
project-mistake = Let op: { $what }
project-too-big = Wat er nu staat bij ‘{ $field }’ is te lang voor deze kaart. Het blijft bewaard. Vul je hier iets in, dan komt dat ervoor in de plaats.

project-next = Bewaren en verder
project-back = Terug
project-keep = Bewaren
project-to-chosen = Naar gekozen stap
project-summary = Overzicht
project-to-summary = Bewaren en naar overzicht
project-to-step = Terug naar de stap
project-kept = Bewaard. Je kunt stoppen en later verdergaan: typ ‘verder met mijn project’.

project-step-assignment = Opdracht
project-step-assignment-how = Wie wil het en wie doet het? De opdrachtgever bepaalt WAT er komt. De opdrachtnemer bepaalt HOE.
project-step-why = Waarom
project-step-why-how = Begin bij de bedoeling. Waarom is dit project nodig, en voor wie?
project-step-what = Wat
project-step-what-how = Dit is de WAT-vraag van de opdrachtgever: wat is er straks klaar, en wat merken mensen ervan?
project-step-how = Hoe
project-step-how-how = Dit is de HOE-vraag van de opdrachtnemer: hoe pak je het aan, en welke rol heeft de gemeente?
project-step-compass = Kompas
project-step-compass-how = Aan welke doelen werkt dit project mee? Kies alleen wat er echt bij hoort.
project-step-vision = Visie
project-step-vision-how = Welke stukken van de visie dient dit project? Ik zoek ze voor je op. Jij kiest welke in het document komen.
project-step-scope = Wel en niet
project-step-scope-how = Wat hoort bij het project, en wat niet? Dat voorkomt verrassingen.
project-step-outside = Buiten
project-step-outside-how = Wie van buiten de gemeente doet mee, en hoe?
project-step-team = Team
project-step-team-how = Wie doen er mee, en hoeveel uren kost dat voor het hele project?
project-step-money = Geld
project-step-money-how = Wat kost het, en wat levert het op? Bedragen in euro's, bijvoorbeeld 12.500.
project-step-planning = Planning
project-step-planning-how = Wanneer begint het, wanneer is het klaar, en welke mijlpalen liggen daartussen?
project-step-risks = Risico's
project-step-risks-how = Wat kan er misgaan? Hoe groot is de kans, hoe erg is het, en wat doe je eraan?
project-step-communication = Communicatie
project-step-communication-how = Wie moet wat weten, wanneer en hoe?
project-step-links = Andere projecten
project-step-links-how = Met welke andere projecten heeft dit te maken?
project-step-lane = Baan
project-step-lane-how = Is dit bekend werk dat snel kan, of is het maatwerk? In de snelle baan hoef je minder in te vullen.

project-field-name = Naam van het project
project-field-principal = Opdrachtgever
project-field-contractor = Opdrachtnemer
project-field-deputy = Vervanger van de opdrachtgever
project-field-department = Afdeling
project-field-reason = Aanleiding
project-field-task = Maatschappelijke opgave
project-field-goal = Doel
project-field-result = Resultaat
project-field-effect = Effect
project-field-approach = Aanpak
project-field-role = Rol van de gemeente
project-field-other-roles = Rollen die ook passen
project-field-role-why = Waarom deze rol?
project-field-compass = Kompas
project-field-goals = Werelddoelen (Global Goals)
project-field-passages = Stukken van de visie
project-field-in-scope = Hoort erbij
project-field-out-of-scope = Hoort er niet bij
project-field-partners = Wie doen er mee van buiten
project-field-team = Team
project-field-money = Investering
project-field-investment = Investering (eenmalig, in euro's)
project-field-yearly-costs = Kosten per jaar (in euro's)
project-field-yearly-savings = Besparing per jaar (in euro's)
project-field-explanation = Uitleg bij het geld
project-field-start = Begin
project-field-end = Einde
project-field-milestones = Mijlpalen
project-field-risks = Risico's
project-field-communication = Communicatie
project-field-links = Andere projecten
project-field-lane = Snelle of rustige baan
project-field-approved = Goedgekeurd
project-field-due = Volgende rapportage
project-field-closed = Afgesloten op
project-field-status = Status
project-compass-which = { $name }: wat raakt dit project?

project-person-search = Typ een naam
project-hint-principal = Wie wil dit, betaalt het en keurt het goed?
project-hint-contractor = Wie voert het uit?
project-hint-deputy = Wie mag goedkeuren als de opdrachtgever er niet is? Dit mag leeg blijven.
project-hint-reason = Wat is er gebeurd waardoor dit nu nodig is?
project-hint-task = Welk probleem of welke wens in de samenleving pak je aan?
project-hint-goal = Wat wil je bereiken?
project-hint-result = Wat is er klaar als het project klaar is? Zo dat je het kunt controleren.
project-hint-effect = Wat merken inwoners, ondernemers of collega's ervan?
project-hint-approach = In welke stappen, met wie, en hoe beslis je onderweg?
project-hint-role = De gemeente kan vier rollen hebben. Kies de rol die het belangrijkst is.
project-hint-investment = Wat kost het één keer?
project-hint-yearly-costs = Wat kost het daarna elk jaar?
project-hint-yearly-savings = Wat levert het elk jaar op, of bespaart het?
project-hint-participation = Welke vorm past wanneer? Kies een vorm die past bij de ruimte die er echt is. Is er geen ruimte, informeer dan alleen.
project-hint-communication = Denk ook aan de mensen die last hebben van het project.

project-passages-first-keep = Bewaar eerst de naam van je project. Daarna zoek ik stukken van de visie op.
project-passages-propose = Zoek stukken van de visie
project-passages-title = Deze stukken passen misschien
project-passages-how = Vink aan wat dit project dient. De tekst komt letterlijk in je document, met de bron erbij.
project-passages-take = Neem stuk { $number } op
project-passages-open = Open bron { $number }
project-passages-add = Opnemen wat ik heb aangevinkt
project-passages-added = { $count ->
    [0] Je hebt niets aangevinkt. Er is niets veranderd.
    [one] Er is 1 stuk opgenomen.
   *[other] Er zijn { $count } stukken opgenomen.
}
project-passages-none = Ik vind in de visie geen stuk dat hier dicht bij komt. Vul eerst het waarom en het wat in, en zoek daarna nog eens.

project-list-passages = { $count ->
    [0] Stukken van de visie
    [one] 1 stuk van de visie
   *[other] { $count } stukken van de visie
}
project-list-passages-none = Nog geen stukken gekozen.
project-list-partners = Wie doen er mee van buiten ({ $count })
project-list-partners-none = Nog niemand toegevoegd.
project-list-team = Team ({ $count })
project-list-team-none = Nog niemand toegevoegd.
project-list-milestones = Mijlpalen ({ $count })
project-list-milestones-none = Nog geen mijlpalen toegevoegd.
project-list-risks = Risico's ({ $count })
project-list-risks-none = Nog geen risico's toegevoegd.
project-list-links = Andere projecten ({ $count })
project-list-links-none = Nog geen projecten toegevoegd.
project-row-change = Wijzig { $number }
project-row-remove = Verwijder { $number }
project-row-add = Toevoegen
project-row-keep = Wijziging bewaren
project-row-leave = Niet wijzigen
project-rows-before = Vorige
project-rows-after = Volgende
project-partners-add = Iemand toevoegen
project-partners-change = Nummer { $number } wijzigen
project-team-add = Iemand toevoegen
project-team-change = Nummer { $number } wijzigen
project-milestones-add = Een mijlpaal toevoegen
project-milestones-change = Mijlpaal { $number } wijzigen
project-risks-add = Een risico toevoegen
project-risks-change = Risico { $number } wijzigen
project-links-add = Een project toevoegen
project-links-change = Nummer { $number } wijzigen
project-row-partners-name = Wie (organisatie of groep)
project-row-partners-form = Vorm van participatie
project-row-partners-why = Waarom deze vorm?
project-row-team-person = Collega
project-row-team-name = Of een naam (geen collega, of nog niet bekend)
project-row-team-part = Rol in het project
project-row-team-hours = Uren voor het hele project
project-row-milestones-name = Mijlpaal
project-row-milestones-day = Op welke dag?
project-row-risks-what = Wat kan er misgaan?
project-row-risks-chance = Kans
project-row-risks-effect = Gevolg
project-row-risks-measure = Wat doe je eraan?
project-row-links-name = Welk project?
project-row-links-how = Wat heeft het ermee te maken?
project-row-added = Toegevoegd.
project-row-changed = Gewijzigd.
project-row-removed = Verwijderd.
project-row-no-day = Kies een dag bij de mijlpaal. Dan kan ik die bewaren.
project-row-no-hours = Vul de uren in als een heel getal, bijvoorbeeld 120.
project-row-no-name = Vul eerst in wie of wat je wilt toevoegen.
project-row-full = De lijst is vol. Verwijder eerst een rij.
project-hours = { $hours } uur
project-hours-all = Samen { $hours } uur
project-risk-about = Kans { $chance }, gevolg { $effect }.
project-lane-most-money = De snelle baan kan tot een investering van { $euros }.
project-lane-most-hours = De snelle baan kan tot { $hours } uur van het hele team.

project-summary-title = Overzicht van je project
project-summary-lacks = { $count ->
    [one] Er ontbreekt nog 1 ding. Daarna kun je goedkeuring vragen.
   *[other] Er ontbreken nog { $count } dingen. Daarna kun je goedkeuring vragen.
}
project-summary-whole = Alles is er. Je kunt goedkeuring vragen aan { $name }.
project-summary-waits = Dit ligt bij { $name } om goed te keuren. Verander je iets, dan vraag je daarna opnieuw goedkeuring.
project-summary-speak = Overzicht van je project. Er ontbreken { $count } dingen.
project-lacks = { $field }: nog leeg
project-go-to = Naar stap { $number }
project-ask = Goedkeuring vragen
project-edit = Verder schrijven
project-withdraw = Stoppen met dit project
project-withdraw-sure = Weet je het zeker? Het concept wordt ingetrokken.
project-withdraw-yes = Ja, intrekken
project-drop = Nieuwe versie weggooien
project-drop-sure = Weet je het zeker? De goedgekeurde versie blijft gelden.
project-drop-yes = Ja, weggooien
project-from-initiative-said = Dit komt van het initiatief. Vul het aan in je eigen tempo: alles blijft bewaard.
