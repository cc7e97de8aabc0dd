# Reserveringen in iemands eigen agenda.

own-calendar-off = Nieuwe reserveringen zet ik in de agenda van de organisatie. Jij bent daarbij uitgenodigd. Kies je voor je eigen agenda? Dan maak ik de afspraak daar, met jouw eigen aanmelding. Je kunt dit altijd weer uitzetten.
own-calendar-on = Nieuwe reserveringen zet ik in je eigen agenda, met jouw eigen aanmelding. Ik kijk daar alleen naar de afspraken die ik zelf heb gemaakt.
own-calendar-button-off = Zet ze in mijn eigen agenda
own-calendar-button-on = Niet meer in mijn eigen agenda
own-calendar-purpose = Je wilt nieuwe reserveringen in je eigen agenda. Dat kan alleen met jouw eigen aanmelding: ik heb geen toegang tot ieders agenda. Ik kijk daar alleen naar de afspraken die ik zelf heb gemaakt.
own-calendar-said-on = Opgeslagen. Nieuwe reserveringen staan voortaan in je eigen agenda. Wat je al had, blijft staan waar het staat.
own-calendar-said-off = Opgeslagen. Nieuwe reserveringen staan weer in de agenda van de organisatie. Wat in je eigen agenda staat, blijft daar, en kun je hier gewoon veranderen of annuleren zolang je bent aangemeld.
own-calendar-ended = Ik kan niet meer in je eigen agenda, omdat je niet meer bent aangemeld. Nieuwe reserveringen zet ik weer in de agenda van de organisatie, en jij krijgt een uitnodiging. Je reserveringen blijven staan. Wil je ze weer in je eigen agenda? Typ ‘mijn reserveringen’.
own-calendar-left = In je eigen agenda staat misschien nog een afspraak voor { $place } op { $day } om { $hour } uur. Ik kan daar niet meer bij. Verwijder je die zelf in Outlook? Dan komt de plek vrij voor een collega.
