# De dag zelf: je aanmelden, een plek die vrijkomt, de wachtlijst.

day-of-use-reminder-title = Kom je naar je plek?
day-of-use-reminder = Meld je aan zodra je er bent, vóór { $hour } uur. Daarna geef ik de plek aan een collega.
day-of-use-reminder-speak = { $place } staat voor je klaar. Meld je aan vóór { $hour } uur.
day-of-use-i-am-here = Ik ben er
day-of-use-give-up = Ik kom niet
day-of-use-give-up-sure = { $place } gaat dan meteen naar een collega. Weet je het zeker?
day-of-use-give-up-yes = Ja, geef de plek vrij
day-of-use-gave-up-title = Je plek is vrij voor een ander
day-of-use-gave-up = Fijn dat je het laat weten. Ik zeg { $place } voor je af.
day-of-use-arrived-title = Je bent aangemeld
day-of-use-arrived = De plek blijft van jou. Fijne werkdag!
day-of-use-released-title = Je plek is naar een ander
day-of-use-released-why = Je had je niet op tijd aangemeld. Daarom is de plek vrij voor een collega.
day-of-use-released-on = Kom je toch nog? Kijk dan wat er vrij is.
day-of-use-reminder-over = { $place } is niet meer voor jou. In het bericht hieronder lees je waarom.
day-of-use-today-title = Waar ben je?
day-of-use-until = Meld je aan vóór { $hour } uur.
day-of-use-from = Aanmelden kan vanaf { $hour } uur.
day-of-use-nothing-title = Je hoeft je nu niet aan te melden
day-of-use-nothing = Vandaag staat er geen plek op je naam waarvoor je je nog moet aanmelden. Wil je er een?

# Why somebody cannot check in
day-of-use-gone = Deze boeking staat niet meer. Typ ‘mijn reserveringen’ om te zien wat je hebt, of ‘boek een werkplek’.
day-of-use-released = Deze plek is al vrij voor een ander, omdat je je niet op tijd had aangemeld. Typ ‘boek een werkplek’ om te zien wat er nog vrij is.
day-of-use-too-early = Je kunt je aanmelden op de dag zelf, vanaf { $hour } uur.

waiting-offer-title = Er is een plek vrij voor je
waiting-offer = Ik houd de plek voor je vast tot { $hour } uur. Daarna gaat hij naar de volgende.
waiting-offer-speak = { $place } is vrij. Neem de plek vóór { $hour } uur.
waiting-take = Ja, die wil ik
waiting-decline = Nee, dank je
waiting-over-title = De plek is naar de volgende
waiting-over = { $place } hield ik voor je vast, en die tijd is om. Je blijft op de wachtlijst: komt er weer iets vrij, dan hoor je het.
waiting-declined-title = Goed, de volgende mag
waiting-declined = De plek gaat naar een collega. Je staat voor deze dag niet meer op de wachtlijst.
waiting-offer-over = Deze plek wordt niet meer voor je vastgehouden. Sta je nog op de wachtlijst, dan hoor je het zodra er weer iets vrijkomt. Typ ‘wachtlijst’ om dat te zien.
waiting-ask-title = Wil je op de wachtlijst?
waiting-join = Zet me op de wachtlijst
waiting-joined-title = Je staat op de wachtlijst
waiting-how = Komt er iets vrij, dan hoor je het hier. Je hebt dan { $minutes } minuten om de plek te nemen. Daarna gaat hij naar de volgende.
waiting-mine-title = Jouw wachtlijst
waiting-none = Je wacht nergens op.
waiting-left = Je staat daarvoor niet meer op de wachtlijst.
waiting-leave = Haal me van de lijst
waiting-show = Mijn wachtlijst
waiting-anywhere = waar dan ook
waiting-line = { $what }, { $where }, { $day }, { $hours }
waiting-kind-desk = Een werkplek
waiting-kind-room = Een ruimte
waiting-kind-booth = Een belcel
waiting-free-now = Er is nu iets vrij. Je hoeft niet te wachten.
waiting-which-day = Voor welke dag wil je op de wachtlijst? Zeg bijvoorbeeld: ‘zet me op de wachtlijst voor dinsdag’.
waiting-cannot = Hiervoor kun je niet op de wachtlijst: dit is niet te boeken, of de dag is bijna voorbij. Typ ‘boek een werkplek’ om te zien wat er wel kan.
waiting-too-many = Je staat al { $limit } keer op de wachtlijst. Haal jezelf eerst ergens af: typ ‘wachtlijst’.
