# Werkplekken en ruimtes: boeken, mijn reserveringen, veranderen en annuleren.

workspaces-only-personal = Boeken doe ik alleen in ons eigen gesprek. Open de chat met Koers en vraag het daar.
workspaces-off = Boeken staat hier nog niet aan. Vraag het aan Facilitaire Zaken.
workspaces-off-title = Boeken staat nog niet aan
workspaces-off-card = Deze gemeente heeft het boeken van plekken nog niet aangezet. Heb je nu een plek nodig? Vraag het aan { $contact }: { $address }.
workspaces-gone = Deze reservering is er niet meer, of is niet van jou. Typ ‘mijn reserveringen’ om te zien wat er staat.

workspaces-form-desk = Een werkplek boeken
workspaces-form-room = Een ruimte boeken
workspaces-form-booth = Een belcel boeken
workspaces-form-change = Je reservering veranderen
workspaces-form-now = Nu staat er: { $now }. Dat blijft zo, tot je iets anders kiest.
workspaces-form-days = { $count ->
    [one] Voor deze dag: { $days }.
   *[other] Voor deze { $count } dagen: { $days }.
}
workspaces-and-more = { $days } en nog { $count }
workspaces-field-day = Dag
workspaces-field-when = Wanneer
workspaces-when-day = Hele dag
workspaces-when-morning = Ochtend
workspaces-when-afternoon = Middag
workspaces-when-hours = Andere tijden
workspaces-field-start = Van
workspaces-field-end = Tot
workspaces-field-where = Waar
workspaces-anywhere = Maakt niet uit
workspaces-where-zone = { $location }, zone { $zone }
workspaces-field-kind = Soort ruimte
workspaces-kind-room = Ruimte om te overleggen
workspaces-kind-booth = Belcel voor één persoon
workspaces-field-people = Met hoeveel mensen (jezelf erbij)
workspaces-field-features = Wat moet er zijn
workspaces-field-accessible = Ik heb een plek nodig waar ik met een rolstoel kan komen
workspaces-something-else = Iets anders?
workspaces-look = Bekijk wat vrij is
workspaces-look-at = Bekijk { $day }
workspaces-day-before = Dag eerder
workspaces-day-after = Dag later
workspaces-leave-as-is = Laat zoals het was

workspaces-hours = { $start }–{ $end } uur
workspaces-hours-day = hele dag ({ $start }–{ $end } uur)
workspaces-hours-morning = ochtend ({ $start }–{ $end } uur)
workspaces-hours-afternoon = middag ({ $start }–{ $end } uur)
workspaces-moment = { $day }, { $hours }
workspaces-in-a-line = { $place }, { $day }, { $hours }
workspaces-zone = zone { $zone }
workspaces-capacity = { $count ->
    [one] voor 1 persoon
   *[other] voor { $count } mensen
}
workspaces-feature-video = camera om te beeldbellen
workspaces-feature-screen = scherm
workspaces-feature-audio = geluid
workspaces-feature-whiteboard = whiteboard
workspaces-feature-standing-desk = zit-stabureau
workspaces-feature-two-screens = twee schermen
workspaces-feature-docking-station = dockingstation
workspaces-feature-window = bij het raam
workspaces-feature-accessible = met een rolstoel te bereiken
workspaces-left = { $count ->
    [one] Nog 1 plek vrij
   *[other] Nog { $count } plekken vrij
}
workspaces-left-plenty = Er is genoeg plek
workspaces-left-some = Er is plek

workspaces-free = Vrij op { $day }, { $hours }
workspaces-free-more = { $count ->
    [one] En nog 1 plek. Kies preciezer om die te zien.
   *[other] En nog { $count } plekken. Kies preciezer om die te zien.
}
workspaces-free-days = Dit kan ik voor je boeken
workspaces-day-found = { $day }: { $place }
workspaces-day-not = { $day }: { $why }
workspaces-book = Boek { $what }
workspaces-take = Neem { $what }
workspaces-book-days = { $count ->
    [one] Boek deze dag
   *[other] Boek deze { $count } dagen
}
workspaces-not-possible = Dit kan niet
workspaces-possible = { $count ->
    [one] Dit kan wel:
   *[other] Deze { $count } kunnen wel:
}
workspaces-differs-place = Een andere plek
workspaces-differs-zone = Een andere zone
workspaces-differs-time = Een andere tijd
workspaces-differs-day = Een andere dag
workspaces-differs-location = Een andere locatie
workspaces-changed-meanwhile = Je hebt iets veranderd. Er is nog niets geboekt: kijk hieronder wat er nu vrij is.

workspaces-note-no-day = Welke dag wil je? Ik heb alvast een dag ingevuld.
workspaces-note-no-hours = Hoe laat wil je de ruimte? Kies hieronder.
workspaces-note-evening = Hoe laat wil je beginnen en stoppen? Vul de tijden hieronder in.
workspaces-note-catering = Koffie of eten bestel ik niet. Vraag dat aan { $contact }: { $address }.
workspaces-note-unknown-place = ‘{ $place }’ ken ik hier niet. Boeken kan in: { $known }.
workspaces-note-holidays = Feestdagen sla ik over: { $days }.
workspaces-note-no-colleague = Ik ken geen collega die ‘{ $name }’ heet. Dit is dus een plek voor jezelf.
workspaces-note-one-desk = Ik boek één plek: die voor jezelf. Je collega’s kunnen zelf een plek ernaast boeken.
workspaces-note-no-weekdays = In die periode ligt geen enkele dag die je noemde. Kies hieronder een dag.
workspaces-note-too-many-days = Ik boek ten hoogste { $most } dagen in één keer. Dit zijn de eerste { $most }.
workspaces-wrong-day-typed = Kies een dag.
workspaces-wrong-hours-typed = Vul in van hoe laat tot hoe laat, of kies een deel van de dag.
workspaces-wrong-people = Vul een getal in van 1 tot { $most }.
workspaces-wrong-where-typed = Deze plek ken ik niet meer. Kies opnieuw waar.

workspaces-wrong-past = Dit moment is al voorbij. Kies een later moment.
workspaces-wrong-too-far = Dat is te ver vooruit: je kunt tot { $days } dagen vooruit boeken, dus tot en met { $day }.
workspaces-wrong-too-long = Dat is te lang: je kunt ten hoogste { $hours } uur achter elkaar boeken.
workspaces-wrong-backwards = De eindtijd ligt niet na de begintijd. Kies andere tijden.
workspaces-wrong-quarters = Kies tijden op een kwartier, zoals 9:00, 9:15 of 9:30.
workspaces-wrong-hour-skipped = Dit uur bestaat die dag niet: de klok gaat een uur vooruit. Kies een ander uur.
workspaces-wrong-parts-only = Hier boek je een ochtend, een middag of een hele dag. Kies een van die drie.
workspaces-wrong-closed-day = { $name } is dicht op { $day }. Kies een andere dag.
workspaces-wrong-closed-hours = Dat is buiten de openingstijden: het is open van { $open } tot { $closes } uur.
workspaces-wrong-holiday = Dat is een vrije dag: { $name } ({ $day }). Kies een andere dag.
workspaces-wrong-no-desks = { $name } heeft geen werkplekken om te boeken. Het is er om mensen te ontvangen.
workspaces-wrong-no-rooms = { $name } heeft geen ruimtes om te boeken. Kies een andere locatie.
workspaces-wrong-too-many-open = Je hebt al { $limit } reserveringen staan, en meer kan niet. Annuleer er een, dan kun je weer boeken.
workspaces-wrong-zone-reserved = { $name } is die dag voor { $team }. Kies een andere plek.
workspaces-wrong-own-overlap = Je hebt op dat moment al een werkplek, en één is het meeste. Typ ‘mijn reserveringen’ om die te zien of te veranderen.
workspaces-wrong-taken = Dit is op dat moment niet meer vrij.
workspaces-wrong-nothing-like-it = Zo'n plek is er niet. Vraag minder, of kies een andere locatie.
workspaces-wrong-too-many-people = Zo'n grote ruimte is er niet. De grootste is { $place }, voor { $count } mensen. Kies een kleinere groep, of boek twee ruimtes.
workspaces-wrong-as-it-is = Wat je nu hebt is het enige dat dan vrij is. Kies een andere tijd, dag of plek, of laat het zoals het was.
workspaces-wrong-unknown-place = Deze plek is er niet meer. Kies een andere.
workspaces-wrong-not-for-other = Je kunt alleen voor jezelf boeken.
workspaces-wrong-gone = Deze reservering is er niet meer, of is niet van jou.
workspaces-wrong-over = Deze reservering is al voorbij. Je hoeft niets meer te doen.
workspaces-wrong-changing = Deze reservering wordt net veranderd. Wacht tot dat is bevestigd, en probeer het dan opnieuw.

workspaces-state-offered = Deze plek is even voor jou
workspaces-state-reserved = Gereserveerd, wordt bevestigd
workspaces-state-confirmed = Bevestigd
workspaces-state-changing = Wordt veranderd
workspaces-state-cancelling = Geannuleerd
workspaces-state-cancelled = Geannuleerd
workspaces-state-declined = Niet gelukt: de plek is geweigerd
workspaces-state-released = Vrijgegeven
workspaces-state-failed = Niet gelukt
workspaces-about-reserved = De plek is van jou. De agenda van de plek moet het nog bevestigen; dat zie je hier vanzelf.
workspaces-about-confirmed = Het staat in je agenda. Kun je niet? Annuleer dan, zodat een ander de plek kan gebruiken.
workspaces-about-partner = Je bent hier aangemeld. In je agenda komt niets te staan. Kun je niet? Annuleer dan.
workspaces-about-changing = Tot het is bevestigd, houd je wat je had.
workspaces-about-cancelling = De plek is vrij voor een ander.
workspaces-about-cancelled = De plek is vrij voor een ander.
workspaces-about-declined = De agenda van deze plek heeft je reservering geweigerd. Je hebt deze plek niet.
workspaces-about-released = Je was er niet op tijd, dus de plek is vrij voor een ander.
workspaces-about-failed = De agenda was twee dagen niet te bereiken. Je hebt deze plek niet. Probeer het opnieuw.
workspaces-wanted = Gevraagd: { $now }.
workspaces-fact-desk = Werkplek
workspaces-fact-room = Ruimte
workspaces-fact-booth = Belcel
workspaces-fact-where = Waar
workspaces-fact-day = Dag
workspaces-fact-hours = Tijd
workspaces-fact-people = Aantal mensen
workspaces-fact-has = Er is
workspaces-speak = { $title }: { $place } op { $day }
workspaces-refresh = Vernieuwen
workspaces-change = Veranderen
workspaces-cancel = Annuleren
workspaces-cancel-sure = Weet je zeker dat je { $place } op { $day } wilt annuleren?
workspaces-cancel-yes = Ja, annuleer
workspaces-again = Opnieuw zoeken
workspaces-my-bookings = Mijn reserveringen

workspaces-said-booked-meanwhile = Deze plek was net weg. Er is niets geboekt.
workspaces-said-cannot-change = Deze reservering kun je niet meer veranderen.
workspaces-not-changed = Je reservering is niet veranderd
workspaces-said-kept = De verandering is geweigerd. Je houdt wat je had.
workspaces-note-day = Zet in mijn dagen: { $where }
workspaces-said-noted = Staat in je dagen: { $day }, { $where }.
workspaces-said-changed = Je reservering is veranderd.
workspaces-said-declined = De plek heeft je reservering alsnog geweigerd. Je hebt deze plek niet meer.
workspaces-said-elsewhere = Deze reservering is in Outlook geannuleerd of geweigerd. Je hebt deze plek niet meer.
workspaces-said-cancelled = Geannuleerd: { $place } op { $day }.
workspaces-said-cancelled-days = { $count ->
    [0] Er was niets meer om te annuleren.
    [one] 1 reservering is geannuleerd.
   *[other] { $count } reserveringen zijn geannuleerd.
}

workspaces-mine-title = Mijn reserveringen
workspaces-mine-none = Je hebt niets geboekt. Wil je een plek? Kies hieronder, of typ ‘boek morgen een werkplek’.
workspaces-mine-more = Nog { $count } bekijken
workspaces-mine-back = Terug naar het begin
workspaces-mine-speak = { $count ->
    [0] Je hebt niets geboekt.
    [one] Je hebt 1 reservering.
   *[other] Je hebt { $count } reserveringen.
}
workspaces-mine-which-change = Welke reservering wil je veranderen? Kies hieronder.
workspaces-mine-which-cancel = Welke reservering wil je annuleren? Kies hieronder.
workspaces-mine-not-that-day = Op { $day } heb je niets geboekt. Dit staat er wel:
workspaces-mine-not-those-days = Van { $first } tot en met { $last } heb je niets geboekt. Dit staat er wel:
workspaces-new-desk = Een werkplek boeken
workspaces-new-room = Een ruimte boeken
workspaces-open-of = Bekijk { $day }
workspaces-change-of = Verander { $day }
workspaces-cancel-of = Annuleer { $day }
workspaces-day-at = { $day } om { $hour }
workspaces-days-cancel = Meer dagen annuleren
workspaces-field-first = Eerste dag
workspaces-field-last = Laatste dag
workspaces-days-look = Bekijk wat weggaat
workspaces-days-title = Deze dagen annuleren?
workspaces-days-none = Van { $first } tot en met { $last } heb je niets geboekt.
workspaces-days-sure = { $count ->
    [one] Van { $first } tot en met { $last } heb je 1 reservering:
   *[other] Van { $first } tot en met { $last } heb je { $count } reserveringen:
}
workspaces-days-sure-day = { $count ->
    [one] Op { $first } heb je 1 reservering:
   *[other] Op { $first } heb je { $count } reserveringen:
}
workspaces-days-more = { $count ->
    [one] En nog 1.
   *[other] En nog { $count }.
}
workspaces-days-yes = { $count ->
    [one] Ja, annuleer deze
   *[other] Ja, annuleer alle { $count }
}
workspaces-days-wrong = Vul een eerste en een laatste dag in. De laatste dag komt niet vóór de eerste.

workspaces-outcomes-all = { $count ->
    [one] Gereserveerd voor 1 dag
   *[other] Gereserveerd voor alle { $count } dagen
}
workspaces-outcomes-some = Gereserveerd voor { $count } van de { $total } dagen
workspaces-outcomes-none = Er is niets geboekt
workspaces-outcomes-how = Elke dag wordt apart bevestigd. Onder ‘Mijn reserveringen’ zie je hoe het ermee staat.
workspaces-outcomes-not = Deze dagen lukten niet:
workspaces-outcomes-again = Zoek iets voor { $day }

