# Initiatieven: het formulier, het initiatief zelf, lijsten, campagnes, cijfers en het weekoverzicht.

welcome-initiatives = Heb je een idee? Typ ‘ik heb een idee’.
initiative-only-personal = Een idee opschrijven doe je in je eigen chat met mij. Open Koers en typ ‘ik heb een idee’.
initiative-only-personal-lists = Dit laat ik alleen in je eigen chat zien. Open Koers en typ ‘mijn initiatieven’.

initiative-new = Ik heb een idee
initiative-all = Alle initiatieven
initiative-open = Bekijken
initiative-untitled = Nog zonder titel

initiative-form-title = Je idee
initiative-form-change = Je initiatief aanpassen
initiative-form-how = Schrijf het in je eigen woorden. Een titel, wat je wilt doen en een thema zijn nodig; de rest mag leeg blijven. Bewaren kan altijd.
initiative-form-answers = Je antwoord op deze vraag:
initiative-form-wrong = { $count ->
    [one] Eén ding klopt nog niet. Het staat bij het veld.
   *[other] { $count } dingen kloppen nog niet. Ze staan bij de velden.
}
initiative-wrong-here = Let op: { $problem }
initiative-field-title = Titel
initiative-field-title-hint = Bijvoorbeeld: wandelend vergaderen
initiative-field-similar = Lijkt het op iets dat er al is?
initiative-field-similar-hint = Typ een woord en kijk wat er al is
initiative-field-what = Wat wil je doen?
initiative-field-what-hint = Wat gaan jullie doen, en wat wordt er beter van?
initiative-field-heading = Thema
initiative-field-heading-hint = Kies een thema
initiative-field-serves = Waar draagt het aan bij?
initiative-field-colleagues = Wie doen er mee?
initiative-field-colleagues-hint = Zoek collega's op naam
initiative-field-day = Wanneer begin je?
initiative-field-start = Of in je eigen woorden
initiative-field-start-hint = Bijvoorbeeld: na de zomer
initiative-field-needs = Wat is er nodig?
initiative-field-needs-hint = Bijvoorbeeld: een uur per week en een ruimte
initiative-field-hidden = Mijn naam niet laten zien aan anderen
initiative-look = Verder
initiative-keep = Bewaren
initiative-kept = Bewaard. Je vindt het terug met ‘mijn initiatieven’.
initiative-discard = Weggooien
initiative-discard-sure = Wil je dit weggooien? Wat je hebt ingevuld is dan weg.
initiative-discard-yes = Ja, weggooien
initiative-discarded-title = Weggegooid
initiative-discarded = Wat je had ingevuld is weg.
initiative-from-message = Dit is het bericht. Maak er je eigen woorden van.
initiative-from-message-how = Welk bericht bedoel je? Kies bij een bericht in Teams ‘Meer opties’ (•••) en daarna ‘Maak er een initiatief van’. Of schrijf het hier op.
initiative-campaign-over-note = Deze vraag is gesloten. Je idee kun je wel gewoon indienen.

initiative-colleague-left-out = Eén collega in je lijst werkt hier niet meer, of is geen collega. Die naam is weggelaten.

initiative-summary-title = Zo ziet je idee eruit
initiative-summary-change = Zo wordt je initiatief
initiative-summary-hidden = Je naam staat er niet bij.
initiative-summary-told = { $count ->
    [one] Eén collega krijgt bericht en kan zich afmelden.
   *[other] { $count } collega's krijgen bericht en kunnen zich afmelden.
}
initiative-similar = Dit lijkt erop
initiative-similar-how = Is het hetzelfde? Doe dan mee met wat er al is.
initiative-already = Dit is er al
initiative-join-instead = Hiermee meedoen
initiative-submit = Indienen
initiative-save = Opslaan
initiative-write-on = Verder schrijven
initiative-submitted = Je idee is ingediend. Je hoort het als iemand reageert.
initiative-saved = Opgeslagen.
initiative-joined-instead = Je doet mee. Je eigen kladversie is weg.

initiative-title = Initiatief: { $status }
initiative-by = van { $name }
initiative-by-you = van jou
initiative-by-you-hidden = van jou, zonder je naam
initiative-by-somebody = van een collega
initiative-joiners = { $count ->
    [one] 1 doet mee
   *[other] { $count } doen mee
}
initiative-supporters = { $count ->
    [one] 1 steunt het
   *[other] { $count } steunen het
}
initiative-people-you-hidden = jij, zonder je naam
initiative-people = { $count ->
    [one] 1 collega
   *[other] { $count } collega's
}
initiative-people-more = { $names } en { $count ->
    [one] 1 ander
   *[other] { $count } anderen
}
initiative-fact-campaign = Antwoord op
initiative-fact-heading = Thema
initiative-fact-serves = Draagt bij aan
initiative-fact-people = Doen mee
initiative-fact-start = Begint
initiative-fact-needs = Nodig
initiative-history = Hoe het gaat
initiative-change = { $status }, { $day }
initiative-elsewhere = aangepast in SharePoint
initiative-was = dit was: { $before }
initiative-edited-title = Titel veranderd
initiative-edited-what = Tekst veranderd
initiative-edited-heading = Thema veranderd
initiative-edited-start = Begin veranderd
initiative-edited-needs = Wat nodig is veranderd
initiative-comments = { $count ->
    [one] Eén reactie
   *[other] { $count } reacties
}
initiative-comments-earlier = Eerdere reacties
initiative-comments-newest = Nieuwste reacties
initiative-said = { $name }, { $day }
initiative-you = Jij
initiative-the-author = De indiener
initiative-a-colleague = Een collega
initiative-whole = Alles lezen
initiative-support = Steunen
initiative-support-end = Niet meer steunen
initiative-supported = Je steunt dit initiatief.
initiative-support-ended = Je steunt dit initiatief niet meer.
initiative-join = Meedoen
initiative-join-yes = Ja, ik doe mee
initiative-join-hidden = Mijn naam niet laten zien aan anderen
initiative-join-end = Niet meer meedoen
initiative-joined = Je doet mee. De indiener hoort het.
initiative-join-ended = Je doet niet meer mee.
initiative-hide-name = Mijn naam weglaten
initiative-show-name = Mijn naam laten zien
initiative-name-hidden = Je naam staat er niet meer bij.
initiative-name-shown = Je naam staat er weer bij.
initiative-comment = Reageren
initiative-field-comment = Je reactie
initiative-comment-yes = Plaatsen
initiative-commented = Je reactie staat erbij.
initiative-comment-remove = Reactie weghalen
initiative-comment-removed = Je reactie is weg.
initiative-edit = Aanpassen
initiative-status = Status wijzigen
initiative-field-status = Status
initiative-field-reason = Waarom? Wie meedoet of steunt, leest dit.
initiative-status-yes = Wijzigen
initiative-status-changed = De status is nu ‘{ $status }’. Wie meedoet of steunt, hoort het.
initiative-to-project = Maak er een project van
initiative-project = Naar het project
initiative-tell = Vertel het
initiative-tell-title = Initiatief: { $title }

initiative-browse-title = Initiatieven
initiative-browse-answers = Antwoorden op een vraag
initiative-browse-none = Niets gevonden. Probeer een ander woord of een ander filter.
initiative-browse-nothing = Er zijn nog geen initiatieven. Heb jij een idee?
initiative-browse-speak = { $count ->
    [one] Eén initiatief
   *[other] { $count } initiatieven
}
initiative-found-none = Zo'n initiatief vind ik niet. Dit is wat er is.
initiative-found-several = Welk initiatief bedoel je?
initiative-found-alike = Dit komt het dichtst in de buurt. Welk bedoel je?
initiative-with-words = met ‘{ $words }’
initiative-page = Bladzijde { $page } van { $pages }, { $count } in totaal
initiative-page-before = Vorige
initiative-page-after = Volgende
initiative-filter = Zoeken en filteren
initiative-filter-words = Woorden
initiative-filter-heading-all = Alle thema's
initiative-filter-status-all = Elke status
initiative-filter-yes = Zoeken
initiative-mine-title = Mijn initiatieven
initiative-mine-drafts = Nog niet ingediend
initiative-mine-submitted = Ingediend, meedoen en steunen
initiative-mine-none = Je hebt nog niets ingediend, en doet nog nergens aan mee.
initiative-mine-which-edit = Welk initiatief wil je aanpassen? Kies ‘Bekijken’.
initiative-mine-which-project = Van welk initiatief wil je een project maken? Kies ‘Bekijken’.
initiative-mine-more = { $count ->
    [one] En nog één dat je eerder begon.
   *[other] En nog { $count } die je eerder begon.
}
initiative-draft = Kladversie
initiative-draft-change = Aanpassing die je nog niet hebt opgeslagen
initiative-part-mine = Van jou
initiative-part-joined = Je doet mee
initiative-part-supported = Je steunt het

initiative-campaigns = Vragen aan iedereen
initiative-campaigns-title = Vragen aan iedereen
initiative-campaigns-none = Er staat nu geen vraag open. Een eigen idee kan altijd.
initiative-campaign-new = Nieuwe vraag
initiative-campaign-form = Een vraag aan iedereen
initiative-campaign-how = Collega's antwoorden met een idee. De vraag staat in het weekoverzicht zolang hij open is.
initiative-field-question = Vraag
initiative-field-question-hint = Hoe maken we de balie fijner?
initiative-field-explanation = Uitleg
initiative-field-until = Laatste dag
initiative-campaign-start = Vraag stellen
initiative-campaign-started = De vraag staat open. Met ‘Vertel het’ schrijf je er een bericht over.
initiative-campaign-open = Open tot en met { $day }, { $count ->
    [0] nog geen antwoorden
    [one] 1 antwoord
   *[other] { $count } antwoorden
}
initiative-campaign-over = Gesloten, { $count ->
    [0] geen antwoorden
    [one] 1 antwoord
   *[other] { $count } antwoorden
}
initiative-campaign-answer = Antwoorden met een idee
initiative-campaign-answers = Antwoorden bekijken
initiative-campaign-tell = Vertel het
initiative-campaign-end = Sluiten
initiative-campaign-end-sure = Wil je deze vraag nu sluiten? Wie er al op antwoordde, houdt zijn initiatief.
initiative-campaign-end-yes = Ja, sluiten
initiative-campaign-ended = De vraag is gesloten.
initiative-campaign-whom = Wil je zelf een vraag aan iedereen stellen? Vraag het aan { $contact }: { $address }.

initiative-chart = Cijfers
initiative-chart-title = Initiatieven in cijfers
initiative-chart-total = { $count ->
    [0] Er zijn nog geen initiatieven.
    [one] Er is 1 initiatief.
   *[other] Er zijn { $count } initiatieven.
}
initiative-chart-headings = Per thema
initiative-chart-statuses = Per status
initiative-chart-table = Per thema en status
initiative-chart-number = { $status } { $count }
initiative-export = Naar Excel
initiative-file-title = De lijst met initiatieven
initiative-file-how = Het bestand is van nu. De link werkt een kwartier, alleen voor jou.
initiative-file-open = Lijst openen

initiative-digest = Weekoverzicht
initiative-digest-title = Weekoverzicht van initiatieven
initiative-digest-how = Elke { $day } om { $hour } komt er een overzicht: wat nieuw is, wat er veranderde en welke vragen open staan. Is er niets nieuws, dan komt er niets.
initiative-digest-here = In dit kanaal plaatsen
initiative-digest-nowhere = Nergens meer plaatsen
initiative-digest-chosen = Het weekoverzicht komt voortaan in dit kanaal.
initiative-digest-ended = Het weekoverzicht komt niet meer.
initiative-digest-only-channel = Het weekoverzicht hoort in een kanaal. Noem mij in dat kanaal: ‘@Koers initiatieven’.

initiative-open-in-koers = Openen in Koers
initiative-open-sentence = toon het initiatief ‘{ $title }’
