# Verder vragen: waar een vraag over gaat, bronnen in hun omgeving, gewone woorden, twee kanten naast elkaar.
vision-about-what = Waar gaat je vraag over? Ik heb in dit gesprek nog geen vraag van je gezien. Noem het onderwerp erbij, zoals hier:
vision-answered-just-now = Deze vraag heb ik net beantwoord. Het antwoord staat in de chat.
vision-instead = Dit staat er wel in de documenten:
vision-own-place = Vragen over { $organisation } kan ik wel beantwoorden. Bijvoorbeeld deze:
vision-made-by-ai = *Gemaakt met AI. Controleer de bronnen.*
vision-side-silent = Hierover vind ik niets in de documenten van { $side }.
vision-document-silent = Hierover vind ik niets in dit document.

source-name = bron { $number }
source-count = Bron { $number } van { $count }
source-before = Wat ervoor staat
source-after = Wat erna staat
source-previous = Vorige bron
source-next = Volgende bron
source-no-answer = Ik weet niet welk antwoord je bedoelt. In dit gesprek heb ik de laatste 24 uur nog geen bron laten zien. Stel eerst een vraag, zoals een van deze:
source-no-number = { $count ->
    [one] Het laatste antwoord heeft maar één bron.
   *[other] Het laatste antwoord heeft geen bron { $number }. Er zijn { $count } bronnen.
}
source-gone = Bron { $number } kan ik niet meer laten zien. Het document is weg, of niet meer voor iedereen. Stel je vraag gerust opnieuw.
source-changed = Bron { $number } kan ik niet meer laten zien. Het document is sindsdien veranderd. Stel je vraag opnieuw, dan zoek ik in de nieuwe tekst.

simpler-suggestion = Kan dat in gewone woorden?
simpler-ours = *Dit is een uitleg van Koers. Het officiële document telt.*
simpler-nothing = Voor dit stuk heb ik geen uitleg in gewone woorden. Je kunt wel de bron bekijken.
simpler-no-answer = Wat wil je in gewone woorden lezen? In dit gesprek heb ik nog geen vraag beantwoord. Stel eerst een vraag, zoals een van deze:
