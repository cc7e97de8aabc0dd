# Aanmelden voor wat alleen jij mag, en weer afmelden.

account-ask-title = Aanmelden bij Koers
account-ask-general = Sommige dingen mag alleen jij, zoals iets zetten in je eigen agenda. Om zoiets voor je te doen, moet Koers weten dat jij het bent.
account-ask-what = Koers kan dan zien wie je bent, en iets voor je doen als jij daarom vraagt. Vragen stellen over de visie kan altijd, ook zonder aanmelden.
account-ask-undo = Je kunt je altijd weer afmelden: typ ‘afmelden’. Koers bewaart je wachtwoord en je toegang niet. Dat doet Microsoft.
account-button-sign-in = Aanmelden
account-button-later = Niet nu
account-button-sign-out = Afmelden
account-button-again = Weer aanmelden
account-button-retry = Opnieuw aanmelden
account-sign-in-here = Meld je aan met je werkaccount. Teams opent daarvoor een venster van Microsoft. Zie je een code van zes cijfers? Typ die dan hier in de chat.
account-below = Het aanmelden gaat verder onderaan in de chat.

account-later-title = Je bent niet aangemeld
account-later = Dat is goed, er is niets veranderd. Wil je het later toch? Typ ‘aanmelden’.
account-signed-in-title = Je bent aangemeld als { $name }
account-signed-in-title-nameless = Je bent aangemeld
account-signed-in = Koers kan nu iets voor je doen wat alleen jij mag. Dat gebeurt pas als je erom vraagt.
account-signed-out-title = Je bent afgemeld
account-signed-out = Koers kan nu niets meer doen uit jouw naam.
account-was-not-signed-in = Je was niet aangemeld, dus er is niets veranderd. Typ ‘aanmelden’ als je dat wel wilt.

account-only-personal = Aanmelden en afmelden kan alleen in je eigen chat met Koers. Open die chat en typ ‘aanmelden’ of ‘afmelden’.
account-not-offered = Aanmelden bij Koers is bij { $organisation } nog niet ingesteld. De beheerder van Koers kan dat doen. Vragen stellen over de visie kan wel.
account-not-signed-in = Hiervoor moet je zijn aangemeld. Typ ‘aanmelden’ om dat te doen.
account-unavailable = Aanmelden en afmelden lukt nu niet, omdat Microsoft niet goed antwoordt. Er is niets veranderd voor je. Probeer het over een paar minuten opnieuw.
account-exchange-failed = Ga verder met de knop om aan te melden.

account-problem-title = Het aanmelden is niet gelukt
account-problem-failed = Teams kon je niet aanmelden. Probeer het opnieuw. Lukt het weer niet? Vraag hulp aan de servicedesk.
account-problem-wrong-code = De code klopt niet, of is te oud. Begin opnieuw, dan krijg je een nieuwe code.
account-problem-unasked = Deze aanmelding is te oud, of hoort bij een andere chat. Begin opnieuw.
account-problem-stranger = Je koos een ander account dan dat van deze chat. Koers heeft er niets mee gedaan. Meld je aan met het account waarmee je in Teams zit.
account-problem-interrupted = Koers werd opnieuw gestart terwijl je je aanmeldde. Probeer het nog een keer.
account-problem-installappfailed = Teams kon Koers niet aan je eigen chat toevoegen. Voeg Koers zelf toe bij Apps, en probeer het opnieuw.
account-problem-authrequestfailed = Microsoft kon de vraag om aan te melden niet verwerken. Probeer het opnieuw. Lukt het weer niet? Vraag hulp aan de servicedesk.
account-problem-installedappnotfound = Koers staat niet bij je apps in Teams. Voeg Koers toe bij Apps, en probeer het opnieuw.
account-problem-invokeerror = Er ging iets mis tussen Teams en Koers. Probeer het opnieuw.
account-problem-resourcematchfailed = Aanmelden is niet goed ingesteld. Jij kunt daar niets aan doen. Geef de beheerder van Koers dit door: resourcematchfailed.
account-problem-oauthcardnotvalid = Teams kon de kaart om aan te melden niet lezen. Geef de beheerder van Koers dit door: oauthcardnotvalid.
account-problem-tokenmissing = Teams kon je niet vanzelf aanmelden. Gebruik de knop om aan te melden, of probeer het opnieuw.
