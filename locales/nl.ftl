# De teksten van Koers in het Nederlands, taalniveau B1.

welcome-title = Welkom, { $name }
welcome-title-group = Hallo
welcome-what = Ik ben Koers. Ik beantwoord vragen over de visie van { $organisation } en laat altijd zien waar het antwoord staat.
welcome-workspaces = Ook boek ik een werkplek of een ruimte voor je. Typ bijvoorbeeld ‘boek morgen een werkplek’.
welcome-how = Typ je vraag in gewone woorden. Typ ‘help’ om te zien wat ik nog meer kan.
welcome-how-group = Noem mij in je bericht (@Koers) en stel je vraag. Typ ‘@Koers help’ om te zien wat ik kan.
welcome-speak = Koers beantwoordt vragen over de visie van { $organisation }.

help-title = Dit kan ik voor je doen
help-now = Dit werkt nu
help-coming = Dit komt nog
help-how = Typ gewoon wat je wilt weten. Bij elk antwoord staat de bron.
help-speak = Dit kan Koers voor je doen.

language-other = Speak English
language-chosen = Goed, vanaf nu spreek ik Nederlands met je.

choice-title = Wat bedoel je?

smalltalk-greeting = Hallo { $name }! Waar kan ik je mee helpen?
smalltalk-greeting-nameless = Hallo! Waar kan ik je mee helpen?
smalltalk-thanks = Graag gedaan!
smalltalk-goodbye = Tot ziens!
smalltalk-not-understood = Dat begrijp ik niet. Stel je vraag in een hele zin, of typ ‘help’.

vision-answered-from-dutch = Dit staat in de documenten:
vision-unsure = Een zeker antwoord vind ik niet in de documenten. Deze stukken komen het dichtst in de buurt:
vision-not-in-documents = Dit staat niet in de documenten die ik ken.
vision-closest = Dit komt het dichtst in de buurt:
vision-nothing-close = Ook komt er niets in de buurt. Op andere vragen over de visie staat wel een antwoord in de documenten.
vision-whom-to-ask = Wil je het zeker weten? Vraag het aan { $contact }: { $address }.

source-from = Uit: { $place }
source-open = Open het document
source-speak = Bron { $number }: { $title }

upcoming-vision = Wat zegt de visie hierover?
upcoming-meanwhile = Daar wordt nog aan gewerkt. Heb je het nu nodig? Vraag het aan { $contact }: { $address }.

capability-vision = Een vraag over de visie
capability-vision-what = Vragen over de visie beantwoorden, met de bron erbij
capability-workspaces = Een werkplek of ruimte boeken
capability-workspaces-what = Werkplekken en ruimtes boeken (‘boek morgen een werkplek’, ‘mijn reserveringen’, ‘teamdag’), en zien hoe druk het is (‘hoe druk is het’)
capability-workspaces-not-yet = Werkplekken boeken kan ik nog niet
capability-workspaces-question = Wat zegt de visie over flexibele werkplekken?
capability-workdays = Thuisdagen en kantoordagen
capability-workdays-what = Doorgeven waar je werkt en je vergoeding zien (‘ik werk morgen thuis’, ‘mijn dagen’), zien wie er is (‘wie is er’) en kiezen wie jou ziet (‘mijn instellingen’)
capability-workdays-not-yet = Thuisdagen en kantoordagen doorgeven kan ik nog niet
capability-workdays-question = Wat zegt de visie over hybride werken?
capability-projects = Een projectdocument
capability-projects-what = Projecten beginnen, goedkeuren en volgen (‘start een project’, ‘mijn projecten’, ‘alle projecten’)
capability-projects-not-yet = Projectdocumenten maken kan ik nog niet
capability-projects-question = Wat zegt de visie over opdrachtgever en opdrachtnemer?
capability-initiatives = Een idee of initiatief
capability-initiatives-what = Ideeën opschrijven en er samen iets van maken (‘ik heb een idee’, ‘initiatieven’, ‘mijn initiatieven’)
capability-initiatives-not-yet = Initiatieven verzamelen kan ik nog niet
capability-initiatives-question = Wat zegt de visie over initiatieven?
capability-check-ins = Een check-in met je team
capability-check-ins-what = Check-ins met je team houden
capability-check-ins-not-yet = Check-ins met je team houden kan ik nog niet
capability-check-ins-question = Wat zegt de visie over teams?
capability-announcements = Een bericht aan collega's
capability-announcements-what = Berichten van de gemeente lezen (‘berichten’, ‘stille uren’) of, als dat je werk is, schrijven (‘nieuw bericht’, ‘mijn berichten’)
capability-announcements-not-yet = Berichten plaatsen kan ik nog niet
capability-announcements-question = Wat zegt de visie over communicatie?
