# Wat buiten de chat zelf gebeurt: zoeken tijdens het typen, dialogen en acties op een bericht.
picking-too-many = Kies er niet meer dan { $limit }.
colleagues-directory-away = Ik kan nu niet opzoeken wie je bedoelt. Probeer het over een paar minuten opnieuw.
extension-busy = Ik ben ermee bezig. Het antwoord komt in je chat met Koers.
extension-no-message = Ik kan dit bericht niet lezen. Kopieer de tekst en stuur die in de chat met Koers.
extension-no-command = Deze opdracht is er niet meer. Kijk in de chat met Koers wat ik voor je kan doen.
extension-no-results = Niets gevonden. Probeer een ander woord.
extension-search-away = Zoeken lukt nu niet. Probeer het over een paar minuten opnieuw.
extension-in-own-chat = Het staat in je chat met Koers.
extension-not-here = Ik doe niet mee aan dit gesprek. Open de chat met Koers en vraag het daar.
