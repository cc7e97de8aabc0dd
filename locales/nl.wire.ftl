# Wat Koers zegt over het gesprek zelf: wachten, knoppen, storingen.

wire-failed = Er ging iets mis. Probeer het over een paar minuten opnieuw. Lukt het dan nog niet? Geef de beheerder dit nummer: { $reference }.
wire-searching = Ik zoek in de documenten…
wire-busy = Een moment, ik ben ermee bezig. Het antwoord komt hier in de chat.
wire-answered-below = Het antwoord staat onderaan in de chat.
wire-done = Gedaan.
wire-restarting = Ik word opnieuw gestart. Je antwoord komt zo.
wire-perhaps-arrived = Ik weet niet of mijn antwoord is aangekomen. Zie je niets? Vraag het dan nog een keer.
wire-perhaps-answered = Ik werd opnieuw gestart terwijl ik je antwoordde. Zie je geen antwoord? Vraag het dan nog een keer.
wire-took-too-long = Dit duurde te lang, dus ik ben gestopt. Probeer het later opnieuw.
wire-calm = Even rustig aan: je stuurt mij veel achter elkaar. Over { $seconds ->
    [one] 1 seconde
   *[other] { $seconds } seconden
} kun je weer verder. Wat je tot die tijd stuurt, lees ik niet.
wire-crowded = Het is nu erg druk bij mij. Probeer het over { $seconds ->
    [one] 1 seconde
   *[other] { $seconds } seconden
} opnieuw. Wat je tot die tijd stuurt, lees ik niet.
wire-text-too-long = Je bericht is te lang voor mij. Maak het korter dan { $limit } tekens en stuur het opnieuw.
wire-reply-too-large = Mijn antwoord is te groot voor Teams. Stel een vraag over een kleiner onderwerp.
wire-guest = Koers is er alleen voor medewerkers van { $organisation }. Als gast kun je Koers niet gebruiken. Vraag het aan je collega bij { $organisation }.
wire-roster-unavailable = Ik kan nu niet zien wie je bent, omdat Teams niet antwoordt. Probeer het over een paar minuten opnieuw.
wire-store-unavailable = Ik kan nu niets opslaan, dus ik heb niets gedaan. Probeer het over een minuut opnieuw.

wire-button-used = Deze knop is al gebruikt. Je hoeft niets meer te doen.
wire-button-expired = Deze knop is te oud. Vraag het opnieuw, dan krijg je een nieuwe.
wire-button-foreign = Deze knop is voor iemand anders. Vraag het zelf aan mij, dan krijg je een eigen knop.
wire-button-unknown = Deze knop werkt niet meer. Vraag het opnieuw, dan krijg je een nieuwe.

wire-not-supported = Dit kan ik nog niet. Stel je vraag in de chat, of typ ‘help’.
wire-suggestions = Je kunt ook vragen:
wire-download-gone = Deze link werkt niet meer. Vraag het bestand opnieuw aan Koers in Teams.
wire-not-delivered = Het bericht kon niet worden bezorgd. Probeer het later opnieuw.
work-starting = Ik start net op en kan dit nog niet beloven. Probeer het over een paar tellen opnieuw.
