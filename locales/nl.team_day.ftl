# Teamdagen: plekken bij elkaar voor een team, wie er komt, en wat elke collega daarvan ziet.

team-day-form = Een teamdag regelen
team-day-field-team = Wie vraag je
team-day-field-own = Ook een plek voor mij
team-day-look = Bekijk plekken bij elkaar
team-day-ask = { $count ->
    [one] Vraag 1 collega
   *[other] Vraag { $count } collega's
}
team-day-possible = Dit kan op { $day }, { $hours }
team-day-one-zone = { $count } plekken bij elkaar: { $where }, zone { $zone }.
team-day-one-place = { $count } plekken bij elkaar: { $where }.
team-day-zones = { $count } plekken dicht bij elkaar: { $where }, in { $zones } zones naast elkaar.
team-day-seats = { $place }: { $count ->
    [one] 1 plek
   *[other] { $count } plekken
}
team-day-seats-more = { $count ->
    [one] En nog 1 andere plek vlakbij.
   *[other] En op nog { $count } andere plekken vlakbij.
}
team-day-nothing-yet = Er is nog niemand gevraagd. Druk je op de knop, dan bewaar ik de plekken en krijgt elke collega een vraag. Ieder beslist zelf.
team-day-too-few = Er zijn die dag geen { $count } plekken bij elkaar vrij. Kies een andere dag of plek, of vraag minder collega's.
team-day-other-days = Op deze dagen kan het wel:
team-day-note-one-day = Een teamdag is op één dag. Ik heb de eerste ingevuld.
team-day-note-hours = Een teamdag is een ochtend, een middag of een hele dag. Kies hieronder.
team-day-note-people = { $count ->
    [one] Je team heeft, naast jou, 1 collega. Kies hieronder wie je vraagt.
   *[other] Je team heeft, naast jou, { $count } collega's. Kies hieronder wie je vraagt.
}
team-day-changed = Je hebt iets veranderd. Er is nog niemand gevraagd: kijk hieronder of het zo goed is.
team-day-taken = De plekken waren net weg. Er is nog niemand gevraagd: kijk hieronder wat er nu kan.
team-day-own-too-many = Je hebt al { $limit } reserveringen staan, en meer kan niet. Er is nog niemand gevraagd. Annuleer er een, of vraag je collega's zonder een plek voor jezelf: dat staat hieronder nu zo.
team-day-asked = Ik vraag het je collega's. Op deze kaart zie je wie er komt.
team-day-no-team = Ik weet niet wie je collega's zijn: bij jou staat geen leidinggevende of team in het adresboek. Vraag de servicedesk om dat te herstellen, of boek een plek voor jezelf.
team-day-too-large = Je team is groter dan { $limit } mensen. Laat elk deel van het team zelf een teamdag regelen.
team-day-nobody = Kies ten minste één collega.
team-day-too-many = Je hebt al { $limit } teamdagen waarvoor ik plekken bewaar. Wacht tot iedereen antwoord heeft gegeven, of blaas er een af.
team-day-gone = Deze teamdag is er niet meer, of is niet van jou.
team-day-late = Deze vraag is voorbij.
team-day-cannot = Dit lukt niet. { $why }
team-day-directory-away = Ik kan nu niet opzoeken wie je collega's zijn. Probeer het over een paar minuten opnieuw.
team-day-somebody = Een collega

team-day-invite-title = { $name } vraagt je voor een teamdag
team-day-invite-speak = { $name } vraagt je voor een teamdag op { $day }
team-day-invite = Kom je? Ik bewaar deze plek voor je tot { $until }.
team-day-invite-free = Je beslist zelf, en je hoeft niet te zeggen waarom. Wie niet komt, telt alleen mee als getal.
team-day-until = { $day } om { $hour } uur
team-day-comes = Ja, ik kom
team-day-not = Nee, ik kom niet
team-day-overlap-title = Je hebt die dag al een plek
team-day-overlap = Eén plek tegelijk is het meeste. Wil je die ruilen voor { $place } bij je team? Kies vóór { $until }.
team-day-swap = Ruil voor de plek bij mijn team
team-day-own = Ik kom, met mijn eigen plek
team-day-said-own-title = Je komt op { $day }
team-day-said-own = Je houdt je eigen plek. De plek bij het team is vrij voor een ander.
team-day-said-not-title = Je komt niet op { $day }
team-day-said-not = De plek is vrij voor een ander. Bedenk je je? Kijk dan of er nog een plek is.
team-day-said-late-title = De teamdag op { $day }
team-day-said-late = Er was nog geen antwoord, dus bewaar ik de plek niet meer. Kom je toch? Zoek dan zelf een plek.
team-day-said-off-title = De teamdag op { $day } gaat niet door
team-day-said-off = Je hoeft niets te doen. Er is geen plek voor je bewaard.
team-day-off-title = De teamdag op { $day } gaat niet door
team-day-off = { $name } heeft de teamdag afgeblazen. Je plek staat er nog. Kom je niet? Annuleer die dan onder ‘Mijn reserveringen’.
team-day-find-own = Zoek een plek op die dag

team-day-title = Je teamdag op { $day }
team-day-fact-own = Jouw plek
team-day-fact-comes = Komt
team-day-fact-asked = Nog geen antwoord
team-day-fact-not = Komt niet
team-day-of = { $count } van de { $total }
team-day-who = Er komen: { $names }.
team-day-others = { $count ->
    [one] nog 1 collega
   *[other] nog { $count } collega's
}
team-day-some = { $count ->
    [one] 1 collega
   *[other] { $count } collega's
}
team-day-unreachable = Deze collega's kon ik niet vragen, want zij hebben Koers niet: { $names }. Vraag het hun zelf.
team-day-own-other = je eigen plek
team-day-open = Wie nog geen antwoord gaf, heeft tot { $until }. Daarna zijn die plekken vrij voor anderen.
team-day-closed = Er wordt niemand meer gevraagd. Plekken die niemand nam, zijn vrij voor anderen.
team-day-state-off = Deze teamdag gaat niet door.
team-day-call-off = Blaas af
team-day-call-off-sure = Wie nog een plek bewaard kreeg, raakt die kwijt. Wie een plek nam, hoort dat het niet doorgaat.
team-day-call-off-yes = Ja, blaas af
team-day-mine = Je teamdagen
team-day-mine-how = Kies er een om te zien wie er komt, of regel een nieuwe.
team-day-look-at = Bekijk { $day }
team-day-new = Regel een nieuwe teamdag
