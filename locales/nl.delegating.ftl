# Boeken voor een ander: toestemming vragen, geven en intrekken, en wat een ander voor je boekt.

delegating-day = { $day } { $year }
delegating-who = { $name } ({ $about })
delegating-which = Welke collega bedoel je met ‘{ $name }’?
delegating-which-more = { $count ->
    [one] Er is er nog 1 die zo heet. Staat je collega er niet bij? Typ dan ook de achternaam.
   *[other] Er zijn er nog { $count } die zo heten. Staat je collega er niet bij? Typ dan ook de achternaam.
}
delegating-nobody-title = Ik ken geen collega die ‘{ $name }’ heet
delegating-nobody-how = Kijk of de naam goed is geschreven, of typ ook de achternaam.
delegating-nobody = Deze collega werkt hier niet meer, of je bent het zelf. Kies iemand anders.
delegating-directory-away = Ik kan nu niet opzoeken wie je bedoelt. Probeer het over een paar minuten opnieuw.
delegating-book-own = Boek een plek voor mezelf
delegating-show = Wie mag voor wie boeken

delegating-may-not-title = Je mag nog niet boeken voor { $name }
delegating-may-not = { $name } moet daar eerst toestemming voor geven. Zal ik het vragen? Zeg je ja, dan krijgt { $name } een bericht met een knop.
delegating-ask = Ja, vraag het
delegating-asked-title = Ik heb het gevraagd
delegating-asked = { $name } krijgt een bericht. Zodra er antwoord is, hoor je het hier. Er is nog niets geboekt.
delegating-waits-title = Ik heb het al gevraagd
delegating-waits = { $name } heeft nog geen antwoord gegeven. Zodra er antwoord is, hoor je het hier. Er is nog niets geboekt.
delegating-refused-title = Dat kan ik nu niet vragen
delegating-refused = { $name } boekt liever zelf. Stem het samen af, of vraag het over twee weken opnieuw.
delegating-not-asked = Deze vraag is er niet meer. Je hoeft niets te doen.
delegating-gone = Deze toestemming is er niet meer.
delegating-too-many = Je hebt dit al bij { $limit } collega's, en meer kan niet. Haal er eerst een weg.
delegating-wrong-until = Kies een dag tussen vandaag en een jaar verder.

delegating-question-title = { $name } wil plekken voor jou kunnen boeken
delegating-question = Mag { $name } voor jou boeken? Kies zelf. Je hoeft niet te zeggen waarom.
delegating-what = Je collega kan dan een plek of ruimte voor je boeken, en die boeking veranderen of annuleren. De reservering is van jou en komt in jouw agenda. Je hoort het meteen. De toestemming duurt ten hoogste een jaar, en je kunt haar elk moment intrekken.
delegating-yes = Ja, dat mag
delegating-no = Nee, liever niet
delegating-said-no-title = Je boekt zelf
delegating-said-no = { $name } mag niet voor je boeken. Ik laat het weten.
delegating-give-title = Mag { $name } voor jou boeken?
delegating-give = Er is nog niets veranderd. Kies tot en met welke dag het mag.
delegating-until = Tot en met
delegating-give-yes = Ja, dat mag
delegating-given-title = { $name } mag voor je boeken
delegating-given = Dat mag tot en met { $day }. { $name } hoort het ook.

delegating-told-given-title = Je mag boeken voor { $name }
delegating-told-given = Dat mag tot en met { $day }. Zeg bijvoorbeeld: ‘boek morgen een plek voor { $name }’.
delegating-told-refused-title = { $name } boekt liever zelf
delegating-told-refused = Je kunt dus niet boeken voor { $name }. Stem het samen af als er een plek nodig is.
delegating-told-ended-title = De toestemming met { $name } is gestopt
delegating-told-ended = Jullie boeken vanaf nu ieder voor zichzelf. Wat al is geboekt, blijft staan.
delegating-told-unreachable-title = Ik kan { $name } niet bereiken
delegating-told-unreachable = { $name } gebruikt Koers nog niet, dus ik kon het niet vragen. Vraag het zelf, en laat je collega dan bij mij ‘mijn toestemmingen’ typen.

delegating-title = Wie mag voor wie boeken
delegating-none = Niemand boekt voor jou, en jij boekt voor niemand. Wil je dat een collega voor je boekt? Typ bijvoorbeeld: ‘Anna mag voor mij boeken’.
delegating-asked-of-me = Dit is je gevraagd: mag je collega voor jou boeken?
delegating-may-for-me = Zij mogen voor jou boeken
delegating-i-may-for = Jij mag voor hen boeken
delegating-asked-by-me = Dit heb jij gevraagd, en er is nog geen antwoord
delegating-until-day = Tot en met { $day }
delegating-more = { $count ->
    [one] En nog 1.
   *[other] En nog { $count }.
}
delegating-book-for = Boek een plek
delegating-take-back = Trek de vraag in
delegating-end-mine = Trek in
delegating-end-mine-sure = { $name } kan dan niet meer voor je boeken. Wat al is geboekt, blijft staan.
delegating-end-mine-yes = Ja, trek in
delegating-end-theirs = Stop hiermee
delegating-end-theirs-sure = Je kunt dan niet meer boeken voor { $name }. Wat al is geboekt, blijft staan.
delegating-end-theirs-yes = Ja, stop
delegating-ended = De toestemming met { $name } is weg. Wat al is geboekt, blijft staan.
delegating-took-back = De vraag aan { $name } is weg.

delegating-somebody = een collega
delegating-for = Voor { $name }
delegating-by = Geboekt door { $name }
delegating-form-for = Dit boek je voor { $name }. Het komt in de agenda van { $name }, en { $name } hoort het meteen.
delegating-did-booked = { $name } heeft deze plek voor je geboekt.
delegating-did-changed = { $name } heeft deze reservering veranderd.
delegating-did-cancelled = { $name } heeft deze reservering geannuleerd.
delegating-wrong-own-overlap = { $name } heeft op dat moment al een werkplek, en één is het meeste.
delegating-wrong-too-many-open = { $name } heeft al { $limit } reserveringen staan, en meer kan niet.
delegating-wrong-not-for-other = Je mag niet (meer) boeken voor { $name }. Typ ‘mijn toestemmingen’ om te zien voor wie wel.
