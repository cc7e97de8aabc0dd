# Berichten aan collega's: schrijven, goedkeuren, volgen en lezen.

announcement-everyone = Iedereen bij { $organisation }
announcement-part-group = Groep { $name }
announcement-part-department = Afdeling { $name }
announcement-part-location = Locatie { $name }
announcement-parts-more = en nog { $count }
announcement-moment = { $day } om { $hour } uur
announcement-moment-summer = { $day } om { $hour } uur (zomertijd)
announcement-moment-winter = { $day } om { $hour } uur (wintertijd)
announcement-left-minute = Nog minder dan een minuut.
announcement-left-minutes = Nog ongeveer { $count } minuten.
announcement-left-hours = Nog ongeveer { $count } uur.

announcement-from = Bericht van { $organisation }
announcement-from-important = Belangrijk bericht van { $organisation }
announcement-valid-until = Geldig tot en met { $day }.
announcement-was-corrected = Dit bericht is aangepast nadat het was verstuurd.
announcement-acknowledge = Ik heb het gelezen
announcement-acknowledged-thanks = Dank je, dat is doorgegeven. Je naam wordt niet getoond.
announcement-not-acknowledged = Dit bericht is niet meer geldig. Je hoeft niets meer te doen.
announcement-tried = Dit is een proef. Er wordt niets geteld.
announcement-reminder-title = Heb je dit bericht gelezen?
announcement-reminder = Druk hieronder als je het bericht hebt gelezen. Wil je het nog eens zien? Typ ‘berichten’.
announcement-reminder-speak = Herinnering: { $title }

announcement-only-personal = Berichten laat ik alleen in ons eigen gesprek zien. Open de chat met Koers en vraag het daar.
announcement-form-title = Nieuw bericht
announcement-form-how = Schrijf het bericht. Daarna zie je precies wat collega's te zien krijgen. Er gaat nog niets weg.
announcement-correct-title = Bericht aanpassen
announcement-correct-how = Wat je hier verandert, komt bij iedereen in de plaats van het bericht dat er al staat. Voor wie het is, verandert niet.
announcement-form-wrong = { $count ->
    [one] Eén ding klopt nog niet. Je ziet het bij het veld.
   *[other] { $count } dingen kloppen nog niet. Je ziet ze bij de velden.
}
announcement-wrong-here = Let op: { $problem }
announcement-form-english = In het Engels (mag leeg blijven)
announcement-form-extra = Erbij
announcement-form-whom-and-when = Voor wie en wanneer
announcement-field-title = Titel
announcement-field-text = Tekst
announcement-text-like-this = **vet**, *schuin*, [woorden](https://…), en - voor een lijstje
announcement-field-title-en = Titel in het Engels
announcement-field-text-en = Tekst in het Engels
announcement-field-picture = Afbeelding
announcement-no-picture = Geen afbeelding
announcement-field-link-label = Knop naar een pagina: wat staat erop? (mag leeg blijven)
announcement-field-link-label-en = Hetzelfde in het Engels (mag leeg blijven)
announcement-field-link-url = Adres van die pagina (begint met https)
announcement-field-audience = Voor wie is het?
announcement-field-importance = Hoe belangrijk is het?
announcement-importance-normal = Gewoon. Wie stille uren heeft, krijgt het daarna.
announcement-importance-high = Belangrijk. Het komt ook in stille uren.
announcement-importance-high-short = Belangrijk
announcement-field-acknowledge = Vraag collega's om te bevestigen dat ze het hebben gelezen
announcement-field-when = Wanneer gaat het weg?
announcement-when-now = Zodra het mag
announcement-when-later = Op een dag en een uur
announcement-field-day = Dag (alleen als je een dag en een uur kiest)
announcement-field-hour = Uur (Nederlandse tijd)
announcement-field-season = Zomertijd of wintertijd?
announcement-season-summer = De eerste keer, in zomertijd
announcement-season-winter = De tweede keer, een uur later, in wintertijd
announcement-field-until = Tot en met welke dag geldt het?
announcement-preview = Bekijken
announcement-keep = Bewaren voor later
announcement-kept = Bewaard. Typ ‘mijn berichten’ om verder te gaan.
announcement-untitled = Zonder titel

announcement-wrong-title-empty = Typ een titel.
announcement-wrong-title-long = Maak de titel korter: ten hoogste { $limit } tekens.
announcement-wrong-text-empty = Typ een tekst.
announcement-wrong-text-long = Maak de tekst korter: ten hoogste { $limit } tekens.
announcement-wrong-text-busy = Maak de tekst eenvoudiger: ten hoogste { $lines } regels en { $links } links, en niet te veel vet en schuin.
announcement-wrong-half-english = Vul de Engelse titel en de Engelse tekst allebei in, of geen van beide.
announcement-wrong-link-in-text = De link ‘{ $link }’ werkt niet. Een link begint met https:// en heeft geen spaties of haakjes.
announcement-wrong-picture = Deze afbeelding is er niet meer. Kies een andere.
announcement-wrong-importance = Kies hoe belangrijk het is.
announcement-wrong-audience-empty = Kies voor wie het is.
announcement-wrong-audience = Voor een deel van deze keuze mag je nu geen bericht sturen. Kies opnieuw.
announcement-wrong-link-label = Typ wat er op de knop staat, in ten hoogste { $limit } tekens.
announcement-wrong-link-url = Typ een adres dat begint met https:// en naar een website gaat, in ten hoogste { $limit } tekens.
announcement-wrong-day = Kies een dag.
announcement-wrong-hour = Kies een uur.
announcement-wrong-past = Dit moment is al voorbij. Kies een later moment.
announcement-wrong-too-far = Kies een dag in het komende jaar.
announcement-wrong-hour-skipped = { $hour } uur bestaat die dag niet: de klok gaat van { $before } naar { $after } uur. Kies een ander uur.
announcement-wrong-hour-twice = Die nacht is het twee keer { $hour } uur, want de klok gaat een uur terug. Kies welke van de twee je bedoelt.
announcement-wrong-until = Kies tot en met welke dag het geldt.
announcement-wrong-until-early = Kies een dag die niet vóór het versturen ligt.

announcement-preview-title = Klopt het zo?
announcement-preview-speak = Voorbeeld van je bericht aan { $count ->
    [one] 1 collega
   *[other] { $count } collega's
}
announcement-goes-send = { $count ->
    [one] Dit bericht gaat naar 1 collega.
   *[other] Dit bericht gaat naar { $count } collega's.
}
announcement-goes-correct = { $count ->
    [one] Dit verandert het bericht bij 1 collega.
   *[other] Dit verandert het bericht bij { $count } collega's.
}
announcement-goes-release = { $count ->
    [one] Dit bericht gaat nu naar 1 collega.
   *[other] Dit bericht gaat nu naar { $count } collega's.
}
announcement-fact-whom = Voor wie
announcement-fact-when = Wanneer
announcement-at-once = Zodra het mag
announcement-fact-importance = Belang
announcement-fact-normal = Gewoon
announcement-fact-high = Belangrijk, ook in stille uren
announcement-as-seen = Zo zien collega's het
announcement-as-seen-nl = Zo zien collega's het in het Nederlands
announcement-as-seen-en = Zo zien collega's het in het Engels
announcement-preview-approval = Voor meer dan { $limit } mensen kijkt eerst een collega mee. Verander je het daarna, dan kijkt die opnieuw.
announcement-ask = Ter goedkeuring sturen
announcement-send = { $count ->
    [one] Versturen naar 1 collega
   *[other] Versturen naar { $count } collega's
}
announcement-schedule = { $count ->
    [one] Inplannen voor 1 collega
   *[other] Inplannen voor { $count } collega's
}
announcement-correct-now = { $count ->
    [one] Aanpassen bij 1 collega
   *[other] Aanpassen bij { $count } collega's
}
announcement-try = Proef naar mijzelf
announcement-edit = Verder schrijven
announcement-discard = Weggooien
announcement-discard-sure = Weet je het zeker? Dan ben je de tekst kwijt.
announcement-discard-yes = Ja, gooi weg
announcement-discarded-title = Weggegooid
announcement-discarded = Dit concept is weg. Er is niets verstuurd.

announcement-review-title = Keur je dit bericht goed?
announcement-review-send = { $name } vraagt je om dit bericht na te kijken. Als je het goedkeurt, gaat het weg op het moment dat erbij staat.
announcement-review-correct = { $name } wil een verstuurd bericht aanpassen. Als je het goedkeurt, verandert het bij iedereen die het heeft.
announcement-review-release = Dit bericht was al goedgekeurd, maar er zijn nu meer mensen voor. { $name } vraagt je om er opnieuw naar te kijken.
announcement-review-speak = Een bericht aan { $count ->
    [one] 1 collega
   *[other] { $count } collega's
} wacht op je goedkeuring
announcement-somebody = Een collega
announcement-field-remark = Opmerking voor je collega (nodig als je het terugstuurt)
announcement-approve = { $count ->
    [one] Goedkeuren voor 1 collega
   *[other] Goedkeuren voor { $count } collega's
}
announcement-return = Terugsturen
announcement-approved-title = Goedgekeurd
announcement-approved = Het bericht gaat weg zoals je het zag. De schrijver kan het volgen.
announcement-sent-back-title = Teruggestuurd
announcement-sent-back = De schrijver krijgt je opmerking.
announcement-told-waiting = Er wacht een bericht op goedkeuring: **{ $title }**. Typ ‘berichten goedkeuren’ om het te bekijken.
announcement-told-approved = Je bericht **{ $title }** is goedgekeurd.
announcement-told-returned = Je bericht **{ $title }** is teruggestuurd: ‘{ $remark }’. Typ ‘mijn berichten’ om verder te gaan.

announcement-gone = Dit bericht is er niet meer.
announcement-changed = Er is intussen iets veranderd. Typ ‘mijn berichten’ of ‘berichten goedkeuren’ om te zien hoe het nu is.
announcement-old-form = Dit formulier is oud: je bericht is daarna veranderd. Typ ‘mijn berichten’ om verder te gaan met het nieuwste.
announcement-not-yours = Dit bericht is van een collega. Alleen de schrijver kan dit doen.
announcement-own = Je eigen bericht kun je niet goedkeuren. Vraag het een collega.
announcement-too-many-drafts = Je hebt al { $limit } concepten. Gooi er eerst een weg: typ ‘mijn berichten’.
announcement-needs-approval = Voor meer dan { $limit } mensen is goedkeuring nodig. Bekijk het bericht opnieuw en vraag die aan.
announcement-no-longer-right = Dit bericht kan zo niet meer weg, bijvoorbeeld omdat het moment voorbij is. Open het en bekijk het opnieuw.
announcement-for-nobody = Er is niemand die dit bericht zou krijgen. Kies een andere groep mensen.
announcement-grown = Er zijn nu { $people } mensen voor dit bericht en niet meer { $before }. Bekijk het opnieuw.
announcement-waits-already = Dit wacht al op goedkeuring.
announcement-remark-missing = Schrijf erbij wat er anders moet.
announcement-no-longer-yours = Dit kan alleen met een rol die je nu niet hebt. Klopt dat niet? Vraag het aan { $address }.
announcement-may-address-nobody = Met jouw rol kun je geen berichten versturen. Klopt dat niet? Vraag het aan { $address }.
announcement-no-longer-addressed = Je mag niet meer schrijven aan iedereen voor wie dit bericht is. Stoppen en intrekken kan nog wel. Klopt dat niet? Vraag het aan { $address }.
announcement-audiences-unavailable = Ik kan nu niet opzoeken voor wie je berichten mag sturen. Je tekst is niet weg. Probeer het straks opnieuw.

announcement-state-draft = Concept
announcement-state-waiting = Wacht op goedkeuring
announcement-state-returned = Teruggestuurd
announcement-state-scheduled = Ingepland
announcement-state-sending = Wordt verstuurd
announcement-state-held = Wacht: er zijn meer mensen bij gekomen
announcement-state-paused = Gepauzeerd
announcement-state-stopped = Gestopt
announcement-state-done = Klaar met versturen
announcement-state-correcting = Wordt aangepast
announcement-state-recalling = Wordt teruggehaald
announcement-state-reminding = Herinnering wordt verstuurd
announcement-state-resending = Wordt opnieuw verstuurd
announcement-state-recalled = Teruggehaald
announcement-about-draft = Dit is weer een concept. Er is niets verstuurd.
announcement-about-waiting = { $count ->
    [one] Een collega kijkt het na. Daarna gaat het naar 1 collega. Je hoeft niets te doen.
   *[other] Een collega kijkt het na. Daarna gaat het naar { $count } collega's. Je hoeft niets te doen.
}
announcement-about-returned = Er is nog niets verstuurd. Pas het aan en stuur het opnieuw.
announcement-about-held = Er zijn nu { $people } mensen voor dit bericht. Het was voor ten hoogste { $most }. Er is nog niets verstuurd.
announcement-about-paused = Er gaat nu niets weg. Wie het al heeft, houdt het.
announcement-about-stopped = Er gaat niets meer weg. Wie het al heeft, houdt het.
announcement-about-recalled = Het bericht is weggehaald bij iedereen bij wie dat kon.
announcement-goes-at = { $count ->
    [one] Het gaat weg op { $moment }, naar 1 collega.
   *[other] Het gaat weg op { $moment }, naar ongeveer { $count } collega's.
}
announcement-goes-when-approved = Na goedkeuring gaat het weg op { $moment }.
announcement-quiet-later = Wie stille uren heeft, krijgt het daarna.
announcement-skipped = { $count ->
    [one] Eén collega is uit dienst en krijgt het niet.
   *[other] { $count } collega's zijn uit dienst en krijgen het niet.
}
announcement-remark-of-colleague = Opmerking van je collega:
announcement-withdraw = Terugnemen
announcement-chart-title = { $count ->
    [one] Voor 1 collega
   *[other] Voor { $count } collega's
}
announcement-number = { $count } van { $total }
announcement-number-delivered = Bezorgd
announcement-number-waiting = Nog te doen
announcement-number-failed = Niet gelukt
announcement-number-not-installed = Heeft Koers niet
announcement-number-unknown = Onbekend
announcement-number-unsent = Niet verstuurd
announcement-failed-because = Niet gelukt bij { $count }: { $reason }.
announcement-reason-blocked = Koers is geblokkeerd
announcement-reason-gone = het gesprek bestaat niet meer
announcement-reason-refused = Teams nam het niet aan
announcement-reason-too-large = het bericht is te groot voor Teams
announcement-reason-outage = Teams was te lang niet te bereiken
announcement-unknown-means = Onbekend: het antwoord van Teams kwam niet aan. Misschien is het bezorgd. Het wordt niet vanzelf nog eens verstuurd.
announcement-altered-correcting = Aangepast bij { $count }.
announcement-altered-recalling = Weggehaald bij { $count }.
announcement-altered-reminding = Herinnerd: { $count }.
announcement-not-altered-correcting = Aanpassen lukte niet bij { $count }. Daar staat nog de oude tekst.
announcement-not-altered-recalling = Weghalen lukte niet bij { $count }. Daar staat het bericht nog.
announcement-not-altered-reminding = Herinneren lukte niet bij { $count }.
announcement-acknowledged = Bevestigd: { $count } van { $total }.
announcement-progress-speak = { $state }: bezorgd bij { $count } van { $total }
announcement-pause = Pauzeren
announcement-resume = Doorgaan
announcement-stop = Stoppen
announcement-stop-sure = Weet je het zeker? Daarna gaat er niets meer weg. Wie het al heeft, houdt het.
announcement-stop-yes = Ja, stop
announcement-ask-release = Opnieuw laten goedkeuren
announcement-asked-release = Een collega kijkt er opnieuw naar.
announcement-correct = Bericht aanpassen
announcement-recall = Terughalen
announcement-recall-sure = { $count ->
    [one] Weet je het zeker? Het bericht verdwijnt bij 1 collega. Dit kun je niet ongedaan maken.
   *[other] Weet je het zeker? Het bericht verdwijnt bij { $count } collega's. Dit kun je niet ongedaan maken.
}
announcement-recall-yes = Ja, haal terug
announcement-remind = Herinneren
announcement-remind-sure = { $count ->
    [one] 1 collega heeft nog niet bevestigd. Herinneren kan maar één keer.
   *[other] { $count } collega's hebben nog niet bevestigd. Herinneren kan maar één keer.
}
announcement-remind-yes = Ja, stuur een herinnering
announcement-resend = Onbekende opnieuw
announcement-resend-sure = { $count ->
    [one] Van 1 collega is niet bekend of het bericht er is. Die kan het nu twee keer krijgen.
   *[other] Van { $count } collega's is niet bekend of het bericht er is. Zij kunnen het nu twee keer krijgen.
}
announcement-resend-yes = Ja, stuur opnieuw
announcement-repeat = Opnieuw gebruiken
announcement-report = Rapport
announcement-refresh = Verversen

announcement-inbox-title = Berichten
announcement-inbox-none = Er zijn geen berichten die nu gelden.
announcement-inbox-more = En nog { $count }.
announcement-inbox-speak = Berichten die nu gelden: { $count }
announcement-read = Lezen
announcement-mine-title = Mijn berichten
announcement-mine-drafts = Nog niet verstuurd
announcement-mine-sent = Verstuurd of ingepland
announcement-mine-none = Je hebt nog geen berichten geschreven.
announcement-mine-more = En nog { $count } die je langer niet hebt veranderd.
announcement-new = Nieuw bericht
announcement-open = Openen
announcement-waiting-title = Berichten om goed te keuren
announcement-waiting-none = Er wacht niets op je goedkeuring.
announcement-waiting-speak = Berichten om goed te keuren: { $count }
announcement-look = Bekijken

announcement-quiet-title = Stille uren
announcement-quiet-how = In je stille uren krijg je geen gewone berichten aan alle collega's. Je krijgt ze daarna. Belangrijke berichten komen wel.
announcement-quiet-none = Je hebt nu geen stille uren.
announcement-quiet-now = Je stille uren zijn van { $start } tot { $end } uur.
announcement-quiet-weekend = Je stille uren zijn van { $start } tot { $end } uur, en het hele weekend.
announcement-quiet-start = Van
announcement-quiet-end = Tot
announcement-quiet-weekends = Ook het hele weekend
announcement-quiet-set = Zo instellen
announcement-quiet-end-all = Geen stille uren meer
announcement-quiet-chosen = Goed, je stille uren zijn bewaard.
announcement-quiet-ended = Goed, je hebt geen stille uren meer.
announcement-quiet-wrong = Kies twee verschillende uren.

announcement-same-picture = De afbeelding die er al bij staat
announcement-field-described = Wat is er op de afbeelding te zien? (voor wie haar niet ziet)
announcement-field-described-en = Hetzelfde in het Engels (mag leeg blijven)
announcement-wrong-described = Typ wat er op de afbeelding te zien is.
announcement-report-file = Het rapport
announcement-report-file-how = Dit is een Excel-bestand. De link werkt een kwartier. Geef hem niet door: wie hem heeft, kan het rapport openen.
announcement-report-file-open = Rapport openen
announcement-report-nowhere = Het rapport kan hier niet als bestand. De aantallen staan op de kaart van je bericht. De beheerder van Koers kan dit instellen.
