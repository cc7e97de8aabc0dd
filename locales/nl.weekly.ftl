# Wat elke week vanzelf geboekt wordt.

weekly-field-weekdays = Op welke dagen
weekly-field-every = Hoe vaak
weekly-every-1 = Elke week
weekly-every-2 = Om de week
weekly-field-from = Vanaf
weekly-field-until = Tot en met (mag leeg blijven)
weekly-how = Kies je ‘elke week vanzelf’, dan boek ik nu tot en met { $day }, en daarna steeds de dagen die erbij komen.
weekly-book = Boek elke week vanzelf
weekly-only-days = { $count ->
    [one] Alleen deze dag
   *[other] Alleen deze { $count } dagen
}
weekly-repeat = Elke week
weekly-kept-title = Dit boek ik elke week voor je
weekly-kept-how = Ik boek steeds een paar weken vooruit, tot je stopt. Lukt een dag niet, dan hoor je dat van mij. Stoppen kan bij ‘Mijn reserveringen’.
weekly-later = Vanaf { $day } boek ik verder zodra je minder reserveringen hebt staan.
weekly-none-yet = De eerste dag is nog te ver weg. Ik boek hem zodra dat kan.
weekly-title = Elke week vanzelf
weekly-line-1 = Elke { $days }, { $hours }: { $what }
weekly-line-2 = Om de week op { $days }, { $hours }: { $what }
weekly-line-until = { $line }, tot en met { $day }
weekly-and = { $first } en { $last }
weekly-part-day = hele dag
weekly-part-morning = ochtend
weekly-part-afternoon = middag
weekly-what-desk = een werkplek
weekly-what-booth = een belcel
weekly-what-room = { $people ->
    [one] een ruimte
   *[other] een ruimte voor { $people } mensen
}
weekly-what-where = { $what }, { $where }
weekly-end = Stop met { $days }
weekly-end-sure = Wil je stoppen? Wat al geboekt is, kun je houden of ook annuleren.
weekly-end-keeping = Stop, en houd wat geboekt is
weekly-end-cancelling = Stop, en annuleer wat geboekt is
weekly-said-ended = Gestopt. Ik boek dit niet meer vanzelf.
weekly-said-ended-cancelled = { $count ->
    [0] Gestopt. Er stond niets meer om te annuleren.
    [one] Gestopt. 1 reservering is geannuleerd.
   *[other] Gestopt. { $count } reserveringen zijn geannuleerd.
}
weekly-which-stop = Wil je iets stoppen dat elke week vanzelf geboekt wordt? Dat staat onderaan.
weekly-missed-title = { $count ->
    [one] Eén dag kon ik niet boeken
   *[other] { $count } dagen kon ik niet boeken
}
weekly-missed = { $count ->
    [one] Voor deze dag lukte het niet:
   *[other] Voor deze dagen lukte het niet:
}
weekly-wrong = Kies ten minste één dag van de week. Vul je een laatste dag in, kies er dan een die nog komt.
weekly-too-many = Je hebt al { $limit } reserveringen die elke week vanzelf gaan. Stop er eerst een: typ ‘mijn reserveringen’.
