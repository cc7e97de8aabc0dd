# Vragen zonder antwoord: waarom een duim omlaag ging, het overzicht voor de eigenaar van de visie, antwoorden toevoegen.

learning-why-title = Dank je. Wat klopte er niet?
learning-why-how = Eén keer drukken is genoeg. Je naam wordt er niet bij bewaard.
learning-reason-wrong = Het klopt niet
learning-reason-incomplete = Het is niet volledig
learning-reason-unclear = Moeilijk te begrijpen
learning-reason-source = De bron is verkeerd
learning-reason-beside = Dit vroeg ik niet
learning-thanks-title = Dank je wel
learning-thanks = Hiermee worden de antwoorden beter.

learning-only-personal = Dat laat ik alleen in ons eigen gesprek zien. Open de chat met Koers en vraag het daar.
learning-no-longer-yours = Dit kan alleen met een rol die je nu niet hebt. Klopt dat niet? Vraag het aan { $address }.

learning-overview-title = Vragen zonder antwoord
learning-overview-speak = Vragen zonder antwoord: { $count }
learning-overview-none = Er zijn geen vragen zonder antwoord in deze periode.
learning-period-7 = Afgelopen 7 dagen
learning-period-30 = Afgelopen 30 dagen
learning-period-180 = Afgelopen half jaar
learning-page = { $period }, bladzijde { $page } van { $pages }
learning-previous = Vorige bladzijde
learning-next = Volgende bladzijde
learning-asked = { $count } keer gevraagd, het laatst in week { $week }
learning-language-nl = Nederlands
learning-language-en = Engels
learning-thumbs = Duim omlaag: { $reasons }
learning-reason-count = { $reason } ({ $count })
learning-being-answered = Hiervoor ligt al een antwoord klaar.
learning-add = Antwoord toevoegen
learning-dismiss = Niet nodig
learning-dismissed = Goed, deze vraag laat ik niet meer zien.
learning-questions-gone = Deze vragen zijn al afgehandeld.

learning-form-title = Antwoord toevoegen
learning-form-how = Schrijf het antwoord in gewone woorden en noem de bron. Een collega kijkt het na. Daarna geeft Koers dit antwoord. Zet er geen namen of andere persoonlijke gegevens in.
learning-field-question = De vraag
learning-field-question-missing = Typ de vraag.
learning-field-others = Zo vragen collega's het ook (een vraag op elke regel)
learning-field-answer = Het antwoord
learning-field-answer-missing = Typ het antwoord.
learning-field-document = Waar staat het antwoord?
learning-field-other-source = In een andere bron, hieronder genoemd
learning-field-source = Naam van de andere bron
learning-field-url = Link naar de andere bron (begint met https, mag leeg blijven)
learning-field-remark = Opmerking voor je collega (nodig als je het terugstuurt)
learning-preview = Bekijken

learning-wrong-question = Schrijf de vraag op in 1 tot { $limit } tekens.
learning-wrong-answer = Schrijf het antwoord op in 10 tot { $limit } tekens.
learning-wrong-source = Noem de bron in 1 tot { $limit } tekens.
learning-wrong-address = De link naar de bron moet beginnen met https en naar een website gaan.
learning-wrong-link = Er staat een link in die niet met https begint. Haal die weg.
learning-too-many-questions = Laat ten hoogste { $limit } andere vragen staan.
learning-source-gone = Het document dat je koos, is er niet meer. Kies een andere bron.

learning-preview-title = Klopt het zo?
learning-preview-how = Zo komt het in de bibliotheek te staan. Een collega keurt het eerst goed.
learning-source = Bron
learning-also = Dit vragen collega's ook zo
learning-open-source = Open de bron
learning-propose = Ter goedkeuring sturen
learning-edit = Aanpassen

learning-sent-title = Verstuurd ter goedkeuring
learning-sent = Een collega kijkt het antwoord na. Je hoort van mij als het klaar is.
learning-proposed-already = Dit antwoord heb je al verstuurd. Je hoeft niets meer te doen.
learning-answered-by-another = Voor deze vraag ligt al een antwoord klaar. Typ ‘goed te keuren antwoorden’ om het te zien.

learning-proposals = Voorgestelde antwoorden ({ $count })
learning-proposals-title = Voorgestelde antwoorden
learning-proposals-others = Voor jou om na te kijken
learning-proposals-own = Van jou
learning-proposals-none = Er zijn nu geen voorgestelde antwoorden.
learning-proposals-more = En nog { $count }. Die zie je als deze klaar zijn.
learning-look = Bekijken
learning-state-waiting = Wacht op goedkeuring
learning-state-returned = Teruggestuurd om aan te passen
learning-state-approved = Goedgekeurd, wordt opgeslagen
learning-state-forbidden = Goedgekeurd, maar ik mag nog niet in de bibliotheek schrijven
learning-state-unavailable = Goedgekeurd, maar de bibliotheek antwoordt nu niet
learning-state-failed = Goedgekeurd, maar opslaan is niet gelukt

learning-review-title = Voorgesteld antwoord
learning-review-speak = Een voorgesteld antwoord op een vraag
learning-review-how = Een collega stelt dit antwoord voor. Klopt het met de bron? Na je goedkeuring komt het in de bibliotheek en geeft Koers dit antwoord.
learning-remark-of-colleague = Opmerking van je collega:
learning-approve = Goedkeuren
learning-return = Terugsturen
learning-withdraw = Intrekken
learning-store = Opnieuw opslaan
learning-follow = Hoe staat het?

learning-own-answer = Je kunt je eigen antwoord niet goedkeuren. Een collega moet dat doen.
learning-not-yours = Dit antwoord is van een collega.
learning-changed = Dit antwoord is intussen veranderd. Typ ‘goed te keuren antwoorden’ om te zien hoe het nu is.
learning-gone = Dit antwoord is al afgehandeld. Je hoeft niets meer te doen.
learning-remark-missing = Schrijf in de opmerking wat er anders moet.

learning-stored-title = Goedgekeurd
learning-stored = Het antwoord staat in de bibliotheek. Over ongeveer een minuut geeft Koers dit antwoord.
learning-storing-title = Goedgekeurd, wordt opgeslagen
learning-storing = Ik zet het antwoord nu in de bibliotheek. Lukt dat niet meteen, dan blijf ik het twee dagen proberen. Daarna hoor je van mij of het niet is gelukt.
learning-forbidden-title = Goedgekeurd, nog niet opgeslagen
learning-forbidden = Ik mag nog niet in de bibliotheek schrijven. Vraag de beheerder van Microsoft 365 om dat toe te staan. Het antwoord is bewaard en ik blijf het twee dagen proberen.
learning-unavailable-title = Goedgekeurd, nog niet opgeslagen
learning-unavailable = De bibliotheek antwoordt nu niet. Het antwoord is bewaard en ik blijf het twee dagen proberen.
learning-failed-title = Goedgekeurd, niet opgeslagen
learning-failed = Het is mij niet gelukt om het antwoord in de bibliotheek te zetten. Het antwoord is bewaard. Vraag de beheerder van Microsoft 365 om hulp en kies dan ‘Opnieuw opslaan’.
learning-sent-back-title = Teruggestuurd
learning-sent-back = Je collega krijgt je opmerking te zien.
learning-withdrawn-title = Ingetrokken
learning-withdrawn = Het antwoord is weg. De vraag staat weer in het overzicht.

learning-told-waiting = Een collega vraagt of je een antwoord wilt nakijken: “{ $question }” Typ ‘goed te keuren antwoorden’ om het te zien.
learning-told-returned = Je antwoord op “{ $question }” is teruggestuurd. Opmerking: ‘{ $remark }’. Typ ‘goed te keuren antwoorden’ om het aan te passen.
learning-told-stored = Je antwoord op “{ $question }” is goedgekeurd en staat in de bibliotheek. Over ongeveer een minuut geeft Koers dit antwoord.
learning-told-failed = Je hebt een antwoord goedgekeurd op “{ $question }”. Het is mij niet gelukt om dat in de bibliotheek te zetten. Het antwoord is bewaard. Typ ‘goed te keuren antwoorden’ om het opnieuw te proberen.

learning-file-title = Aanvullend antwoord: { $question }
learning-file-source = Bron: { $place }
