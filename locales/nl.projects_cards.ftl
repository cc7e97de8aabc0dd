# Projecten volgen: lezen, goedkeuren, hoe het ermee staat, rapporteren, het portfolio en afsluiten.

project-only-personal = Dat doen we in onze eigen chat. Typ daar ‘mijn projecten’.
project-new = Nieuw project
project-mine = Mijn projecten
project-portfolio = Alle projecten
project-show = Naar het project
project-open = Open { $number }
project-open-reports = Rapporteren over { $number }
project-open-close = Afsluiten: { $number }
project-look-at = Bekijk { $number }
project-fact = { $title }: { $value }

project-read = Lees het document
project-read-title = { $name }
project-read-page = { $state }, pagina { $page } van { $count }
project-read-speak = Het projectdocument, pagina { $page } van { $count }
project-read-empty = Er staat nog niets in dit document.
project-read-before = Vorige pagina
project-read-after = Volgende pagina
project-read-on = Dit is nog niet alles. Lees ook de volgende pagina.
project-edition-draft = Versie { $number }, concept
project-edition-waiting = Versie { $number }, wacht op goedkeuring
project-edition-returned = Versie { $number }, teruggestuurd
project-edition-approved = Versie { $number }, goedgekeurd
project-edition-dropped = Versie { $number }, weggegooid
project-open-word = Open in Word
project-open-pdf = Open als PDF
project-file-no-pdf = Het Word-bestand staat in SharePoint. De pdf lukt nog niet.
project-file-asked = Iemand heeft het Word-bestand zelf veranderd. De opsteller kiest wat ermee gebeurt.
project-file-locked = Het Word-bestand is nog open bij iemand. Daarna komt de nieuwe versie erin.
project-file-forbidden = Ik mag niet schrijven in de map van dit project. De beheerder kan dat regelen.
project-file-unavailable = SharePoint antwoordt nu niet. Het document komt er vanzelf.
project-file-failed = Het document kon niet in SharePoint worden gezet. De beheerder kan zien waarom.

project-asked = Jij wordt gevraagd dit goed te keuren.
project-asked-by = { $name } vraagt jou dit goed te keuren.
project-look = Lezen en goedkeuren
project-remark = Opmerking (nodig als je het terugstuurt)
project-approve = Goedkeuren
project-send-back = Terugsturen
project-remark-needed = Schrijf erbij wat er anders moet. Dan weet de opsteller wat te doen.
project-approved-title = Goedgekeurd
project-approved = Je hebt versie { $number } van ‘{ $name }’ goedgekeurd. Deze versie ligt nu vast. De opsteller hoort het.
project-sent-back-title = Teruggestuurd
project-sent-back = Je hebt ‘{ $name }’ teruggestuurd. De opsteller leest je opmerking.
project-asked-now = Gevraagd aan { $name }. Je hoort het als er een antwoord is.
project-withdrawn-title = Ingetrokken
project-withdrawn = ‘{ $name }’ is ingetrokken.
project-dropped-title = Weggegooid
project-dropped = De nieuwe versie van ‘{ $name }’ is weggegooid. De goedgekeurde versie blijft gelden.

project-waiting-title = Wacht op mijn goedkeuring
project-waiting-none = Er wacht niets op je.
project-waiting-about = Versie { $number }. Opdrachtnemer: { $contractor }.
project-waiting-more = En nog { $count } andere.
project-waiting-speak = { $count ->
    [one] Er wacht 1 project op je goedkeuring.
   *[other] Er wachten { $count } projecten op je goedkeuring.
}
project-stand-in = Vervanger kiezen
project-stand-in-how = Ben je er een tijd niet? Dan kan een collega voor jou goedkeuren. In het document komt wie het deed.
project-stand-in-now = { $name } mag voor jou goedkeuren tot en met { $day }.
project-stand-in-who = Wie mag voor jou goedkeuren?
project-stand-in-until = Tot en met
project-stand-in-set = Opslaan
project-stand-in-end = Ik doe het weer zelf
project-stand-in-ended = Goed, je keurt weer zelf goed.
project-stand-in-nobody = Kies een collega en een dag.

project-mine-status = Mijn projecten
project-mine-status-none = Je hebt nog geen projecten.
project-mine-continue = Met welk project ga je verder?
project-mine-continue-none = Je hebt geen project om aan verder te schrijven.
project-mine-report = Over welk project rapporteer je?
project-mine-report-none = Je hebt geen lopend project om over te rapporteren.
project-mine-close = Welk project sluit je af?
project-mine-close-none = Je hebt geen lopend project om af te sluiten.
project-mine-speak = { $count ->
    [one] Je hebt 1 project.
   *[other] Je hebt { $count } projecten.
}
project-item = { $state }. Opdrachtgever: { $principal }.
project-which = Welk project bedoel je met ‘{ $name }’?
project-no-such = Ik ken geen project ‘{ $name }’
project-no-such-how = Kijk of de naam klopt, of kies het in een van de lijsten. Een concept van een ander zie je niet.

project-title = { $name }
project-speak = { $name }: { $state }
project-about-draft = Dit is een concept. Alleen wie meeschrijft ziet het.
project-about-waiting = Dit wacht op goedkeuring door { $name }.
project-about-returned = { $name } heeft dit teruggestuurd.
project-about-running = Dit project loopt.
project-about-paused = Dit project staat stil.
project-about-closed = Dit project is afgesloten.
project-about-withdrawn = Dit project is ingetrokken.
project-newer-draft = Er is een concept van versie { $number }.
project-newer-waiting = Versie { $number } wacht op goedkeuring.
project-newer-returned = Versie { $number } is teruggestuurd.
project-newer-approved = Versie { $number } is goedgekeurd.
project-part-principal = Jij bent de opdrachtgever.
project-part-deputy = Jij vervangt de opdrachtgever.
project-part-contractor = Jij bent de opdrachtnemer.
project-part-author = Jij schrijft dit document.
project-part-named = Jij zit in het team.
project-part-portfolio = Jij ziet dit vanuit het portfolio.
project-part-colleague = Jij leest mee.
project-approved-by = { $name }, { $day }
project-approved-for = { $name } namens { $principal }, { $day }
project-due = { $day }
project-due-late = { $day } (te laat)
project-change = Nieuwe versie schrijven
project-remark-of-principal = Opmerking van de opdrachtgever
project-remark-of-office = Opmerking bij het project
project-documents = Documenten
project-set-paused = Project stilzetten
project-set-running = Project weer laten lopen
project-status-set = De status is nu: { $status }.

project-history = Wat er gebeurde
project-history-all = Hele geschiedenis
project-history-title = Geschiedenis van { $name }
project-history-none = Er is nog niets gebeurd.
project-history-newer = Nieuwer
project-history-older = Ouder
project-event = { $moment }: { $who } { $what }
project-by-sharepoint = Iemand (in SharePoint)
project-by-koers = Koers
project-event-begun = is begonnen met het document
project-event-asked = vroeg goedkeuring voor versie { $edition }
project-event-changed-while-waiting = veranderde versie { $edition }, die op goedkeuring wachtte
project-event-sent-back = stuurde versie { $edition } terug: { $about }
project-event-approved = keurde versie { $edition } goed
project-event-edited = begon aan versie { $edition }
project-event-edition-dropped = gooide versie { $edition } weg
project-event-withdrawn = trok het project in
project-event-status = maakte de status: { $about }
project-event-department = veranderde de afdeling in { $about }
project-event-remark = schreef een opmerking: { $about }
project-event-series-begun = begon met rapporteren: { $about }
project-event-series-ended = stopte met rapporteren: { $about }
project-event-report-published = publiceerde een rapportage: { $about }
project-event-report-corrected = verbeterde een rapportage: { $about }
project-event-filed = zette het document in SharePoint
project-event-closed = sloot het project af

project-reports = Rapportages
project-reports-title = Rapportages van { $name }
project-reports-list = Rapportages
project-reports-choose = Rapporteren instellen
project-reports-newer = Nieuwere
project-reports-older = Oudere
project-series-none = Er wordt nog niet gerapporteerd. Kies hoe vaak en vanaf wanneer.
project-series-next = { $rhythm }. De volgende is voor { $day }.
project-series-late = { $rhythm }. Die van { $day } is te laat.
project-series-write = Rapporteer (reeks { $number })
project-series-end = Stop reeks { $number }
project-series-end-sure = Weet je het zeker? Wat er al is, blijft staan.
project-series-end-yes = Ja, stoppen
project-series-ended = Deze reeks is gestopt.
project-series-new = Een reeks beginnen
project-series-name = Voor wie of wat (bijvoorbeeld: stuurgroep)
project-series-rhythm = Hoe vaak
project-series-first = Eerste rapportage op
project-series-begin = Begin met rapporteren
project-series-begun = De reeks is begonnen. Ik herinner je er op tijd aan.
project-series-lacks = Vul een naam in en kies de eerste dag.
project-report-of = Rapportage van { $day }
project-report-title = Voortgangsrapportage van { $day }
project-report-speak = Voortgangsrapportage van { $day }
project-report-how = Kort is goed. Geef elk onderwerp een kleur. Bij oranje en rood schrijf je erbij wat er is.
project-report-correcting = Je verbetert een rapportage die al gepubliceerd is. De vorige blijft te lezen.
project-report-summary = In het kort
project-report-decisions = Welk besluit vraag je aan de opdrachtgever?
project-report-words = Toelichting bij { $subject }
project-report-milestones = Mijlpalen
project-report-planned = Gepland op { $day }
project-report-day = Mijlpaal { $number }: nu verwacht, of gehaald op
project-report-reached = Mijlpaal { $number } is gehaald
project-report-look = Bewaren en bekijken
project-report-kept = Bewaard. Alleen wie meeschrijft ziet dit concept.
project-report-drop = Concept weggooien
project-report-drop-sure = Weet je het zeker? Wat je schreef is dan weg.
project-report-drop-yes = Ja, weggooien
project-report-drop-correction = Verbetering weggooien
project-report-drop-correction-sure = Weet je het zeker? De gepubliceerde rapportage blijft zoals die is.
project-report-drop-correction-yes = Ja, weggooien
project-report-dropped = Het concept is weggegooid.
project-report-preview = Zo wordt de rapportage gelezen
project-report-edition = Verbeterd (versie { $edition })
project-report-earlier = Dit is de oude versie { $edition }
project-report-lacks = { $count ->
    [one] Er ontbreekt nog 1 ding. Daarna kun je publiceren.
   *[other] Er ontbreken nog { $count } dingen. Daarna kun je publiceren.
}
project-report-publish = Publiceren
project-report-publish-correction = Verbetering publiceren
project-report-published = Gepubliceerd. De opdrachtgever hoort het.
project-report-edit = Verder schrijven
project-report-correct = Verbeteren
project-report-before = Vorige versie lezen
project-report-state-draft = concept
project-report-state-published = gepubliceerd
project-report-go-on = Verder met { $number }
project-report-read = Lees { $number }
project-report-open = Lees de rapportage
project-report-write = Rapportage schrijven
project-milestone-reached = ✓ { $name }: gehaald op { $day }
project-milestone-on-time = • { $name }: { $day }, volgens planning
project-milestone-moved = • { $name }: nu verwacht op { $day } (was { $planned })

project-portfolio-title = Projecten ({ $count })
project-portfolio-all = Alle projecten die je mag zien. Wat het laatst veranderde staat bovenaan.
project-portfolio-chosen = Gekozen: { $what }.
project-portfolio-none = Er is geen project dat hierbij past.
project-portfolio-stale = { $count ->
    [one] Bij 1 project is er al lang niet gerapporteerd.
   *[other] Bij { $count } projecten is er al lang niet gerapporteerd.
}
project-portfolio-page = Pagina { $page } van { $count }
project-portfolio-choose = Kiezen en zoeken
project-portfolio-charts = Grafieken
project-portfolio-file = Als Excel-bestand
project-portfolio-back = Naar de lijst
project-portfolio-speak = { $count ->
    [one] 1 project
   *[other] { $count } projecten
}
project-row-due = rapportage voor { $day }
project-row-stale = rapportage is te laat
project-filter-title = Welke projecten wil je zien?
project-filter-any = Maakt niet uit
project-filter-goal = Werelddoel
project-filter-words = Woorden in de naam
project-filter-stale = Alleen projecten waarvan de rapportage te laat is
project-filter-show = Laat zien
project-filter-clear = Alles laten zien
project-charts-title = Grafieken van { $count ->
    [one] 1 project
   *[other] { $count } projecten
}
project-charts-statuses = Status
project-charts-lights = Laatste rapportage, het slechtste licht
project-charts-roles = Hoofdrol van de gemeente
project-charts-lanes = Baan
project-charts-departments = Afdeling
project-charts-principals = Opdrachtgever
project-charts-goals = Werelddoelen (een project kan er meer hebben)
project-charts-rest = Andere
project-charts-not-filled-in = Niet ingevuld
project-charts-stale = { $count ->
    [0] Van elk project is de rapportage op tijd.
    [one] Van 1 project is de rapportage te laat.
   *[other] Van { $count } projecten is de rapportage te laat.
}
project-file-title = Het bestand staat klaar
project-file-how = Je kunt het een kwartier lang openen. Het is alleen voor jou.
project-file-open = Open het bestand

project-close-title = Een project afsluiten
project-close-how = Schrijf kort op wat er kwam van het project en wat anderen ervan kunnen leren. Daarna verandert er niets meer aan.
project-close-meant = Dit was het resultaat dat je wilde
project-close-result = Wat is er gekomen van het resultaat?
project-close-went-well = Wat ging goed?
project-close-next-time = Wat doen we de volgende keer anders?
project-close-handed-to = Wie neemt het over?
project-close-archived = Wat is gearchiveerd, en waar?
project-close-category = Bewaartermijn (Selectielijst)
project-close-do = Project afsluiten
project-close = Afsluiten
project-closed-now = Het project is afgesloten. Bedankt voor wat je ons leert.
project-closed-result = Wat ervan kwam
project-closed-lessons = De volgende keer anders
project-closed-archived = Gearchiveerd

project-told-asked-title = Wil je dit project goedkeuren?
project-told-asked = { $name } vraagt je goedkeuring voor dit project.
project-told-asked-speak = Goedkeuring gevraagd voor { $project }
project-told-reminded-title = Dit project wacht nog op je
project-told-reminded = { $name } wacht op je goedkeuring. Kun je er niet naar kijken? Kies dan een vervanger bij ‘Wacht op mijn goedkeuring’.
project-told-reminded-speak = { $project } wacht nog op je goedkeuring
project-told-changed-title = Nog even wachten met goedkeuren
project-told-changed = { $name } heeft het document veranderd. Je hoort het als je goedkeuring opnieuw wordt gevraagd.
project-told-changed-speak = { $project } is veranderd
project-told-sent-back-title = Je document is teruggestuurd
project-told-sent-back = { $name } heeft het gelezen en vraagt om een verandering.
project-told-sent-back-speak = { $project } is teruggestuurd
project-told-approved-title = Je project is goedgekeurd
project-told-approved = { $name } heeft het goedgekeurd. Deze versie ligt nu vast.
project-told-approved-speak = { $project } is goedgekeurd
project-told-withdrawn-title = Dit project gaat niet door
project-told-withdrawn = { $name } heeft het ingetrokken.
project-told-withdrawn-speak = { $project } is ingetrokken
project-told-status-title = Er is iets veranderd aan je project
project-told-status = { $name } heeft in de lijst iets veranderd. De status is: { $status }.
project-told-status-speak = Er is iets veranderd aan { $project }
project-told-edited-in-word-title = Iemand veranderde het Word-bestand
project-told-edited-in-word = { $name } heeft het Word-bestand van dit project zelf veranderd. Koers schrijft er niet overheen zonder het te vragen.
project-told-edited-in-word-speak = Het Word-bestand van { $project } is veranderd
project-told-closed-title = Dit project is afgesloten
project-told-closed = { $name } heeft het afgesloten. De lessen staan bij het project.
project-told-closed-speak = { $project } is afgesloten
project-told-report-due-title = Tijd voor een voortgangsrapportage
project-told-report-due = De rapportage ‘{ $series }’ is voor { $day }.
project-told-report-due-speak = Tijd om te rapporteren over { $project }
project-told-report-late-title = Je rapportage is te laat
project-told-report-late = De rapportage ‘{ $series }’ was voor { $day }. Kort is ook goed.
project-told-report-late-speak = De rapportage over { $project } is te laat
project-told-published-title = Er is een nieuwe rapportage
project-told-published = De rapportage ‘{ $series }’ van { $day } is er.
project-told-published-speak = Nieuwe rapportage over { $project }
project-told-corrected-title = Een rapportage is verbeterd
project-told-corrected = De rapportage ‘{ $series }’ van { $day } is verbeterd.
project-told-corrected-speak = Verbeterde rapportage over { $project }
project-cannot-close = Dit project kun jij nu niet afsluiten. Dat kan bij een project dat loopt, door wie het schrijft, uitvoert of opdracht gaf.

project-elsewhere-title = Iemand veranderde een bestand
project-elsewhere-edited = { $name } heeft ‘{ $file }’ in Word veranderd.
project-elsewhere-renamed = { $name } heeft ‘{ $file }’ een andere naam gegeven.
project-elsewhere-moved = { $name } heeft ‘{ $file }’ in een andere map gezet.
project-elsewhere-deleted = { $name } heeft ‘{ $file }’ weggegooid.
project-elsewhere-how = Koers heeft een nieuwere versie. Kies wat er gebeurt. Wat er nu staat, blijft altijd te vinden bij de versies in SharePoint.
project-elsewhere-leave = Laat het bestand zo
project-elsewhere-over = Zet de nieuwe versie erin
project-file-left-title = Het bestand blijft zo
project-file-left = Koers laat het bestand zoals het is. Bij een volgende wijziging vraag ik het opnieuw.
project-file-over-title = De nieuwe versie komt erin
project-file-over = Koers zet de nieuwe versie in SharePoint. De vorige blijft bewaard bij de versies.
project-not-filed-title = Een document staat niet in SharePoint
project-not-filed = Het lukte twee dagen lang niet om het document op te slaan. In Koers is alles bewaard. Vraag { $contact } om hulp: { $address }.
project-cannot-report = Rapporteren kan zodra het project is goedgekeurd en loopt.
project-file-template = De sjabloon voor dit document klopt niet. De beheerder kan dat herstellen. In Koers is alles bewaard.
