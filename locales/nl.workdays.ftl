# Thuisdagen en kantoordagen: de week, de vaste week, de maand, wie er is, de instellingen en de export.

welcome-workdays = Je kunt bij mij ook doorgeven waar je werkt. Typ bijvoorbeeld ‘ik werk morgen thuis’ of ‘mijn dagen’.

workdays-only-personal = Over je dagen praat ik alleen in ons eigen gesprek. Open de chat met Koers en vraag het daar.
workdays-off = Thuisdagen en kantoordagen doorgeven staat hier nog niet aan. Dat kan pas als de ondernemingsraad het goed vindt en de privacytoets klaar is. Ik heb niets bewaard. Wat de visie zegt over thuis en op kantoor werken, kun je me wel vragen.
workdays-removed = Van deze maand bewaar ik niets meer. Drie maanden na het sluiten van een maand verwijder ik alle dagen. Wil je het nog weten? Kijk op je loonstrook, of vraag het aan de salarisadministratie.
workdays-unavailable = Ik kan nu niet zien wie je collega's zijn, omdat Microsoft niet antwoordt. Probeer het over een paar minuten opnieuw.
workdays-too-long = Dat is een te lange tijd in één keer. Noem ten hoogste honderd dagen.
workdays-wrong-hour = Kies een tijd uit de lijst.
workdays-wrong-pattern = Kies voor ten minste één dag van de week waar je werkt.
workdays-wrong-days = Kies ten minste één dag waarop je werkt.
workdays-wrong-start = Kies vanaf welke dag je vaste week begint.
workdays-wrong-until = Kies een laatste dag die niet voor de eerste ligt, of laat hem leeg.
workdays-and-more = en nog { $count }

workdays-category-home = Thuis
workdays-category-office = Op kantoor
workdays-category-neighbourhood = In de wijk of bij een partner
workdays-category-on-the-way = Onderweg
workdays-category-none = Niets door te geven
workdays-category-empty = Nog niet ingevuld
workdays-in-line-home = thuis
workdays-in-line-office = op kantoor
workdays-in-line-neighbourhood = wijk of partner
workdays-in-line-on-the-way = onderweg
workdays-in-line-none = niets

workdays-week-title = Waar werk je?
workdays-week-of = Week { $number }: { $first } tot en met { $last }
workdays-days-of = { $first } tot en met { $last }
workdays-week-how = Kies per dag waar je werkt. Ik bewaar het pas als je op ‘Opslaan’ drukt.
workdays-week-privacy = Ik bewaar alleen de dag en je keuze. Waarom je iets kiest, hoef je niet te zeggen.
workdays-week-speak = Waar werk je? { $week }
workdays-day-noted = { $day } ({ $notes })
workdays-note-said = net gezegd, nog niet bewaard
workdays-note-said-over = net gezegd, nu staat er: { $where }
workdays-note-planned = uit je vaste week, nog niet bewaard
workdays-note-locked = maand is gesloten
workdays-note-corrected = maand is gesloten, gecorrigeerd
workdays-day-removed = { $day }: hiervan bewaar ik niets meer.
workdays-day-ahead = { $day }: zo ver vooruit kun je nog niets doorgeven.
workdays-days-left-out = { $count ->
    [one] Eén dag past niet op deze kaart. Geef die daarna door.
   *[other] { $count } dagen passen niet op deze kaart. Geef die daarna door. Komt het elke week terug? Kies dan je vaste week.
}
workdays-locked-how = Een maand die gesloten is, is al doorgegeven aan de salarisadministratie. Verander je daar nog iets, dan gaat het verschil mee met de eerste maand die nog open is.
workdays-save = Opslaan
workdays-previous-week = Vorige week
workdays-next-week = Volgende week
workdays-change = Aanpassen
workdays-to-month = Mijn maand
workdays-to-pattern = Vaste week
workdays-to-settings = Instellingen
workdays-to-week = Mijn week
workdays-to-fill-in = Dagen invullen
workdays-stored-title = Opgeslagen
workdays-with-amount = { $where }, { $amount }
workdays-refused-locked = { $day } is niet veranderd: die maand is gesloten. Druk op ‘Aanpassen’ om een correctie door te geven.
workdays-refused-removed = { $day } is niet veranderd: van die maand bewaar ik niets meer. Vraag het aan de salarisadministratie.
workdays-refused-ahead = { $day } is niet veranderd: dat is te ver vooruit. Geef die dag later door, of kies je vaste week.
workdays-refused-open = { $day } is niet veranderd. Druk op ‘Aanpassen’ en probeer het opnieuw.
workdays-stored-correction = Van een gesloten maand gaat het verschil mee met de eerste maand die nog open is.
workdays-changed-meanwhile = { $count ->
    [one] Eén dag is intussen ergens anders veranderd, daarom heb ik nog niets bewaard. Wat je koos, staat hieronder. Klopt het? Druk dan op ‘Opslaan’.
   *[other] { $count } dagen zijn intussen ergens anders veranderd, daarom heb ik nog niets bewaard. Wat je koos, staat hieronder. Klopt het? Druk dan op ‘Opslaan’.
}
workdays-answered = { $day }: { $where }. Dank je.
workdays-holidays-left-out = Feestdagen vul ik niet in: { $days }.
workdays-moved-from-empty = Op { $day } staat nog niets, dus er is niets te verplaatsen. Kies hieronder waar je werkt.
workdays-for-yourself = Je kunt alleen je eigen dagen doorgeven. Je collega kan dat zelf, ook hier bij mij.
workdays-whole-days = Ik bewaar één keuze per dag. Werk je op twee plekken? Kies de plek die voor je vergoeding telt: thuis, of de reis naar je werk.

workdays-pattern-title = Je vaste week
workdays-pattern-how = Kies waar je meestal werkt. Ik vul dat vier weken vooruit in, en elke dag een dag verder. Wat je zelf per dag kiest, gaat voor. Feestdagen sla ik over.
workdays-pattern-not-fixed = Niet vast
workdays-pattern-week-1 = Eerste week
workdays-pattern-week-2 = Tweede week
workdays-pattern-day = { $weekday } in week { $number }
workdays-pattern-start = Vanaf welke dag?
workdays-pattern-until = Tot en met welke dag? (mag leeg blijven)
workdays-pattern-in-turn = De eerste week is de week waarin de dag hierboven valt. Daarna wisselen de twee weken elkaar af.
workdays-pattern-privacy = Ik bewaar je vaste week tot je ermee stopt. Stop je, dan haal ik ook de dagen weg die al waren ingevuld.
workdays-pattern-to-1 = Elke week hetzelfde
workdays-pattern-to-2 = Om de week anders
workdays-pattern-end = Stoppen met vaste week
workdays-pattern-end-sure = Je vaste week gaat weg, en ook de dagen vooruit die eruit komen. Dagen waarop je iets anders koos, blijven.
workdays-pattern-end-yes = Ja, stop
workdays-pattern-none = Je hebt nu geen vaste week. Wil je er een? Vul hem hieronder in.
workdays-pattern-every = Ik ken alleen ‘elke week’ en ‘om de week’. Kies hieronder wat het beste past.
workdays-pattern-kept-title = Je vaste week is opgeslagen
workdays-pattern-from = Dit geldt vanaf { $start }.
workdays-pattern-from-until = Dit geldt vanaf { $start } tot en met { $until }.
workdays-pattern-filled = { $count ->
    [0] Er is nu nog niets in te vullen. Dat doe ik als het zover is.
    [one] Ik heb één dag vooruit ingevuld. Je kunt die altijd veranderen.
   *[other] Ik heb { $count } dagen vooruit ingevuld. Je kunt ze altijd veranderen.
}
workdays-pattern-left = Deze dagen had je zelf al gekozen, en laat ik zo: { $days }.
workdays-pattern-line = Elke week: { $days }
workdays-pattern-line-turn = Week { $number }: { $days }
workdays-pattern-one = { $weekday } { $where }
workdays-pattern-empty-week = niets vast
workdays-pattern-ended-title = Je hebt geen vaste week meer
workdays-pattern-ended = { $count ->
    [0] Er waren geen dagen vooruit ingevuld.
    [one] Eén dag die vooruit was ingevuld, is weer leeg.
   *[other] { $count } dagen die vooruit waren ingevuld, zijn weer leeg.
}

workdays-month-title = Je dagen in { $month }
workdays-month-speak = Je dagen in { $month }: in totaal { $total }
workdays-month-open = Deze maand is open. Je kunt hem veranderen tot en met { $day }.
workdays-month-locked = Deze maand is gesloten sinds { $day }. Klopt er iets niet? Corrigeer het via ‘Dagen invullen’. Het verschil gaat mee met de eerste maand die nog open is.
workdays-month-empty = Er staat nog niets in deze maand.
workdays-month-amounts = Je vergoeding
workdays-month-days = Je dagen
workdays-month-other = Naar { $month }
workdays-month-day = { $day } { $where }
workdays-week-number = Week { $number }
workdays-days = { $count ->
    [one] 1 dag
   *[other] { $count } dagen
}
workdays-allowance-home = Thuiswerken
workdays-allowance-commute = Reizen naar het werk
workdays-allowance-of = { $count ->
    [one] 1 dag, samen { $amount }
   *[other] { $count } dagen, samen { $amount }
}
workdays-total = Totaal
workdays-rate = Per dag, vanaf { $start }: { $rates }.
workdays-rate-one = { $where } { $amount }
workdays-corrections = Correcties
workdays-corrections-title = Correcties van eerdere maanden
workdays-correction = Was: { $was }. Nu: { $now }. Verschil: { $amount }
workdays-month-privacy = Voor je vergoeding ziet alleen jij deze dagen, en na het sluiten de salarisadministratie. Je leidinggevende ziet ze niet, tenzij je zelf deelt waar je werkt. Op { $day } verwijder ik ze.

workdays-who-title = Wie is er op { $day }?
workdays-who-title-days = Wie is er?
workdays-who-nobody = Van je team deelt niemand waar hij of zij werkt op deze dag.
workdays-who-nobody-days = Van je team deelt niemand waar hij of zij werkt op deze dagen.
workdays-who-unknown = Niet ingevuld
workdays-who-privacy = Je ziet alleen collega's van je eigen team die dit zelf delen, voor vandaag en twee weken vooruit. Wie hier niet staat, deelt het niet.
workdays-who-not-visible = Jij deelt nu niet waar je werkt. Wil je dat wel? Ga naar ‘Instellingen’.
workdays-who-day = { $day }
workdays-who-past = Van dagen die voorbij zijn, bewaar ik niet wie er was. Dit is vandaag.
workdays-who-ahead = Ik kan twee weken vooruit kijken. Dit is de laatste dag daarvan.
workdays-who-person = { $name } deelt dit niet met je, of is niet van je team.
workdays-who-named = { $name }: { $where }
workdays-who-named-on = { $name } op { $day }: { $where }
workdays-who-own-team = Ik laat alleen je eigen team zien.

workdays-settings-title = Je instellingen voor je dagen
workdays-settings-stored = Opgeslagen.
workdays-settings-see = Zo wordt het als je op ‘Opslaan’ drukt.
workdays-settings-question = Vraag in de ochtend
workdays-settings-asked = Wanneer vraag ik waar je werkt?
workdays-settings-never = Niet vragen
workdays-settings-hour = Elke werkdag om { $hour } uur
workdays-settings-question-privacy = Ik bewaar alleen de tijd. Heb je de dag al ingevuld, of is het een feestdag, dan vraag ik niets.
workdays-settings-team = Wie is er
workdays-settings-visible = Laat mijn team zien waar ik werk
workdays-settings-team-privacy = Alleen je eigen team ziet het, ook je leidinggevende, van vandaag tot twee weken vooruit. De volgende dag is het weg. Zet je dit uit, dan is het meteen weg.
workdays-settings-outlook = Outlook
workdays-settings-location = Zet mijn dagen ook als werklocatie in Microsoft 365
workdays-settings-outlook-privacy = Dat doe ik met jouw eigen aanmelding, voor vandaag en later. Collega's die in Outlook je agenda mogen zien, kunnen dan ook je werklocatie zien. Zet je dit uit, dan blijft staan wat er al staat.
workdays-settings-days = Werkdagen
workdays-settings-working = Op welke dagen werk je?
workdays-settings-days-privacy = Ik gebruik dit om je vergoeding goed te berekenen. Verander je dit, dan geldt het vanaf vandaag. Waarom je op een dag niet werkt, bewaar ik niet.
workdays-location-purpose = Je wilt dat ik je dagen ook als werklocatie in Microsoft 365 zet. Dat kan alleen met jouw eigen aanmelding: ik heb geen toegang tot ieders agenda. De rest van je instellingen is al opgeslagen.
workdays-location-refused = Microsoft 365 laat me je werklocatie nu niet veranderen. Je andere instellingen zijn opgeslagen, en je dagen bewaar ik gewoon hier. Vraag hulp aan de beheerder van Koers.
workdays-location-unavailable = Microsoft 365 antwoordt nu niet, dus je werklocatie volgt nog niet. Je andere instellingen zijn opgeslagen. Probeer het over een paar minuten opnieuw.
workdays-location-on = Opgeslagen. Je dagen staan voortaan ook als werklocatie in Microsoft 365. Dat kan een minuut duren.
workdays-location-stopped = Microsoft 365 neemt je werklocatie niet aan. Daarom zet ik je dagen daar niet meer neer. Hier bewaar ik ze gewoon. Wil je het opnieuw proberen? Typ ‘zet mijn werklocatie in Outlook’. Lukt het dan nog niet? Vraag het aan je servicedesk.
workdays-location-signed-out = Je bent niet meer aangemeld bij Koers. Daarom zet ik je dagen niet meer als werklocatie in Microsoft 365. Hier bewaar ik ze gewoon. Wil je het weer aan? Typ ‘zet mijn werklocatie in Outlook’.

workdays-question-title = Goedemorgen, waar werk je vandaag?
workdays-question = Het is { $day }. Eén druk op een knop is genoeg.
workdays-question-other = Iets anders
workdays-question-stop = Niet meer vragen
workdays-question-stopped-title = Ik vraag het niet meer
workdays-question-stopped = Je krijgt geen vraag meer in de ochtend. Wil je die later toch? Typ ‘vraag me elke ochtend waar ik werk’.

workdays-export-title = Dagen voor de salarisadministratie
workdays-export-how = Kies een maand. Je krijgt een Excel-bestand en een csv-bestand met alle dagen, vergoedingen en correcties. Het totaal klopt precies met de dagen.
workdays-export-month = Welke maand?
workdays-export-make = Bestanden maken
workdays-export-none = Er is nog geen maand gesloten. Een maand kun je pas exporteren als die gesloten is.
workdays-export-open = { $month } is nog niet gesloten. Je kunt die maand exporteren vanaf { $at }.
workdays-export-past = Van { $month } bewaar ik niets meer.
workdays-export-not-yet = Deze maand is nog niet gesloten. Je kunt hem exporteren vanaf { $day }.
workdays-export-ready = De bestanden van { $month }
workdays-export-files = De links werken een kwartier. In de bestanden staan namen en dagen van collega's: bewaar ze alleen waar dat mag.
workdays-export-removed = Koers verwijdert de dagen van deze maand op { $day }.
workdays-export-xlsx = Excel-bestand
workdays-export-csv = Csv-bestand
workdays-export-another = Andere maand
workdays-export-nowhere = Koers heeft nog geen eigen adres waar je een bestand kunt halen. De beheerder van Koers kan dat instellen.
workdays-export-not-yours = Dit bestand is voor de salarisadministratie. Die rol heb je nu niet.
