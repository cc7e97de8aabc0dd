# Wat Teams over de app laat zien.

manifest-name-full = Koers voor { $organisation }
manifest-description-short = Vragen over de visie van je gemeente, met de bron erbij
manifest-description-full = Koers helpt de medewerkers van { $organisation }. Stel een vraag over de visie op de organisatie en je krijgt een kort antwoord. Bij elk antwoord zie je waar het vandaan komt, zodat je het kunt nalezen. Staat het antwoord niet in de documenten? Dan zegt Koers dat eerlijk, en ook bij wie je terechtkunt. Ook kun je bij Koers een werkplek of een ruimte boeken en doorgeven waar je werkt, als je gemeente dat heeft aangezet.

manifest-command-help = help
manifest-command-help-what = Laat zien wat Koers kan
manifest-command-ask = Wat is onze missie?
manifest-command-ask-what = Een voorbeeld van een vraag over de visie
manifest-command-book = boek morgen een werkplek
manifest-command-book-what = Een werkplek of een ruimte boeken
manifest-command-bookings = mijn reserveringen
manifest-command-bookings-what = Zien, veranderen en annuleren wat je hebt geboekt
manifest-command-days = mijn dagen
manifest-command-days-what = Zien en doorgeven waar je werkt
manifest-command-language = Speak English
manifest-command-language-what = Koers spreekt vanaf nu Engels met je

manifest-extension-find-initiative = Zoek een initiatief
manifest-extension-find-initiative-what = Zoek een idee van een collega en zet het in dit gesprek
manifest-extension-find-initiative-words = Woorden uit het idee
manifest-extension-make-initiative = Maak hier een initiatief van
manifest-extension-make-initiative-what = Begin een initiatief met de tekst van dit bericht
