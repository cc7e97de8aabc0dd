# Wat mensen horen van initiatieven, wat er niet kan, en het bestand.

initiatives-off = Jouw gemeente houdt hier geen initiatieven bij.
initiatives-gone = Dit is er niet meer. Kijk bij ‘Mijn initiatieven’ wat er wel is.
initiatives-not-allowed = Dit kan alleen wie het initiatief begon, of een collega die daarover gaat.
initiatives-no-role = Dit kan alleen een collega die over alle initiatieven gaat. Bekijken kan iedereen: typ ‘initiatieven’.
initiatives-own = Dit is je eigen initiatief: je doet al mee.
initiatives-newer = Er is al iets nieuwers bewaard. Open je concept opnieuw bij ‘Mijn initiatieven’.
initiatives-changed = Het initiatief is intussen veranderd. Open het en pas het opnieuw aan.
initiatives-incomplete = Er mist nog iets. Kijk bij de velden wat.
initiatives-is-project = Dit initiatief is een project geworden. Wat je wilt veranderen, verander je bij het project.
initiatives-title-empty = Geef je idee een naam.
initiatives-what-empty = Vertel in een paar zinnen wat je wilt doen.
initiatives-heading-none = Kies een thema.
initiatives-serves-unknown = Kies alleen principes en doelen uit de lijst.
initiatives-serves-many = Kies er niet meer dan { $most }.
initiatives-colleagues-many = Kies niet meer dan { $most } collega’s. Anderen kunnen later zelf meedoen.
initiatives-too-long = Dit mag niet langer zijn dan { $most } tekens.
initiatives-comment-empty = Schrijf eerst een reactie.
initiatives-comment-long = Een reactie mag niet langer zijn dan { $most } tekens.
initiatives-reason-empty = Schrijf erbij waarom. Wie meedoet, leest dat.
initiatives-reason-long = De reden mag niet langer zijn dan { $most } tekens.
initiatives-status-same = Die status heeft het al.
initiatives-status-project = Maak er een project van met de knop daarvoor. De status verandert dan vanzelf mee.
initiatives-project-already = Dit initiatief is al een ander project geworden.
initiatives-campaign-gone = Deze vraag is er niet meer. Kijk bij de vragen welke er nu zijn.
initiatives-campaign-over = Op deze vraag kun je niet meer reageren. Dien je idee in zonder de vraag.
initiatives-campaign-empty = Schrijf de vraag op die je wilt stellen.
initiatives-campaign-long = De vraag mag { $question } tekens lang zijn, en de uitleg { $explanation }.
initiatives-campaign-until = Kies een laatste dag: vandaag of later, en binnen een jaar.
initiatives-digest-configured = Welk kanaal het overzicht krijgt, staat vast in de instellingen van Koers. Vraag het de beheerder.
initiatives-digest-channel = Zeg dit in het kanaal dat het overzicht moet krijgen. Koers moet daar toegevoegd zijn.
initiatives-file-nowhere = Ik kan nu geen bestand klaarzetten. Vraag de beheerder om het adres van Koers in te stellen.

initiatives-somebody = Een collega
initiatives-told-spoken = { $title }: { $initiative }
initiatives-told-status-title = Nieuws over een initiatief
initiatives-told-status = { $who } gaf het deze status: { $status }.
initiatives-told-project-title = Een initiatief is een project geworden
initiatives-told-project = { $who } maakte er een project van. De status is nu: { $status }.
initiatives-told-joined-title = Iemand doet mee met je initiatief
initiatives-told-joined = { $who } doet mee. De status is: { $status }.
initiatives-told-comment-title = Een reactie op je initiatief
initiatives-told-comment = { $who } schreef een reactie. De status is: { $status }.
initiatives-told-asked-title = Je doet mee met een initiatief
initiatives-told-asked = { $who } zette je erbij als iemand die meedoet. De status is: { $status }.
initiatives-told-asked-out = Wil je dat niet? Dan haal je jezelf er hier weer af.
initiatives-told-why = Waarom
initiatives-told-words = De reactie
initiatives-told-show = Bekijk het initiatief
initiatives-told-leave = Ik doe niet mee

initiatives-digest-title = Initiatieven van deze week
initiatives-digest-new = { $count ->
    [one] Nieuw
   *[other] Nieuw: { $count }
}
initiatives-digest-moved = { $count ->
    [one] Een stap verder
   *[other] Een stap verder: { $count }
}
initiatives-digest-campaigns = { $count ->
    [one] Deze vraag staat open
   *[other] Deze vragen staan open
}
initiatives-digest-until = Reageren kan tot en met { $day }.
initiatives-digest-by = { $line } · { $name }
initiatives-digest-total = { $count ->
    [one] Er loopt nu één initiatief.
   *[other] Er lopen nu { $count } initiatieven.
}
initiatives-digest-browse = Bekijk de initiatieven
initiatives-digest-own = Ik heb een idee

initiatives-sheet-initiatives = Initiatieven
initiatives-sheet-counts = Aantallen
initiatives-column-title = Titel
initiatives-column-what = Wat
initiatives-column-heading = Thema
initiatives-column-status = Status
initiatives-column-serves = Draagt bij aan
initiatives-column-author = Van
initiatives-column-start = Begint
initiatives-column-needs = Nodig
initiatives-column-campaign = Antwoord op de vraag
initiatives-column-joiners = Doen mee
initiatives-column-supporters = Steunen het
initiatives-column-comments = Reacties
initiatives-column-created = Ingediend
initiatives-column-changed = Veranderd
initiatives-column-total = Totaal
initiatives-author-hidden = Naam niet getoond
