# Wat er met een project niet kan of mis is, en de woorden voor lijsten en bestanden.

project-gone = Dit project is er niet (meer), of je mag het niet zien. Kijk bij ‘Mijn projecten’ wat er wel is.
project-not-yours = Dit mag alleen wie het project schrijft of uitvoert. Vraag het aan de opdrachtnemer.
project-not-now = Dat kan nu niet: het project heeft een andere status gekregen. Open het project opnieuw om te zien wat er wel kan.
project-changed = Er is al iets nieuwers dan wat op deze kaart staat. Er is niets veranderd. Open het project opnieuw en ga daarmee verder.
project-fixed = Deze versie is goedgekeurd en ligt vast. Kies ‘Nieuwe versie’ als er iets moet veranderen.
project-too-many = Je hebt al { $most } projecten die nog niet zijn ingediend. Maak er eerst een af, of trek er een in.
project-from-initiative = Een collega maakt al een project van dit initiatief. Vraag of je mee kunt doen.
project-initiative-join-first = Wie een initiatief begon of meedoet, kan er een project van maken. Doe eerst mee.
project-not-complete = Het startdocument is nog niet klaar. In de samenvatting staat wat er nog moet gebeuren.
project-waits-already = Dit startdocument wacht al op goedkeuring. Je hoort het zodra er antwoord is.
project-nobody-approves = Er is nu niemand die dit mag goedkeuren: wie het schrijft of uitvoert, keurt het niet zelf goed. Noem een vervanger van de opdrachtgever.
project-not-waiting = Dit startdocument wacht niet (meer) op goedkeuring. Open het project om te zien hoe het ermee staat.
project-changed-while-waiting = Het startdocument is veranderd nadat jij deze versie kreeg. Je antwoord is daarom niet gebruikt. Open het project om de nieuwste versie te lezen.
project-own = Je schrijft dit project of voert het uit. Daarom keurt iemand anders het goed: de opdrachtgever of een vervanger.
project-not-yours-to-approve = Alleen de opdrachtgever of een vervanger mag hier antwoord op geven.
project-words-missing = Schrijf erbij wat er anders moet. Dan kan de schrijver verder.
project-no-deputies = In jouw gemeente keurt alleen de opdrachtgever zelf goed. Een vervanger kan dus niet.
project-away-until = Kies tot en met welke dag iemand jou vervangt: vandaag of later, en hooguit een jaar vooruit.
project-away-who = Kies een collega die jou vervangt. Jezelf kiezen kan niet.
project-people-unavailable = Ik kan de namen van collega's nu niet opzoeken. Probeer het over een paar minuten nog eens; wat je eerder invulde, is bewaard.
project-series-wrong = Geef de rapportages een naam, een ritme en een eerste datum: vandaag of later, en hooguit een jaar vooruit.
project-series-there = Er is al een reeks met deze naam, of het project heeft al { $most } reeksen. Kies een andere naam of stop een reeks.
project-series-over = Deze reeks rapportages is gestopt. Begin een nieuwe reeks als je weer wilt rapporteren.
project-report-gone = Deze rapportage is er niet (meer). Kijk bij het project welke er wel zijn.
project-report-not-complete = De rapportage is nog niet klaar. Bij de velden staat wat er nog moet gebeuren.
project-report-same = Er is niets veranderd in deze rapportage. Hij staat er al zo.
project-report-light-missing = Kies groen, oranje of rood.
project-report-words-missing = Leg uit waarom dit oranje of rood is.
project-report-long = Dit is te lang. Maak het korter.
project-report-rows = Dit zijn er te veel. Haal er een paar weg.
project-closing-wrong = Het project kan nog niet dicht. Bij de velden staat wat er nog nodig is.
project-closing-missing = Vul dit in. Dan kan het project dicht.
project-closing-long = Dit is te lang. Maak het korter.
project-closing-category = Kies een categorie van de Selectielijst.
project-download-nowhere = Ik kan hier geen bestanden aanbieden: Koers heeft geen eigen webadres. Vraag het aan de beheerder.

# Wat er met een veld mis is.
project-wrong-missing = Dit moet nog ingevuld worden.
project-wrong-unread = ‘{ $typed }’ begrijp ik niet. Vul het anders in.
project-wrong-amount = ‘{ $typed }’ is geen bedrag. Schrijf bijvoorbeeld 12500 of 12.500,50.
project-wrong-negative = Een bedrag kan niet minder dan 0 zijn.
project-wrong-hours = Vul hele uren in: 0 of meer.
project-wrong-day = ‘{ $typed }’ is geen datum. Kies een dag.
project-wrong-person = Ik vind geen collega voor ‘{ $typed }’ die hier werkt. Kies iemand uit de lijst.
project-wrong-long = Dit is te lang: er passen { $most } tekens in.
project-wrong-rows = Dit zijn er te veel: er passen er { $most } in.
project-wrong-nameless = Geef deze regel een naam.
project-wrong-same-person = De opdrachtgever en de opdrachtnemer zijn dezelfde. Kies twee verschillende collega's.
project-wrong-deputy = De vervanger is de opdrachtgever, de opdrachtnemer of de schrijver. Kies iemand anders.
project-wrong-own = Je bent zelf opdrachtgever. Noem een vervanger: iemand anders keurt goed wat jij schrijft.
project-wrong-order = Het einde is voor het begin. Kies een latere dag.
project-wrong-lasts = Een project duurt hier hooguit { $most } jaar. Kies een eerdere dag.
project-wrong-milestone = Deze mijlpaal valt buiten het begin en het einde van het project.
project-wrong-fast-money = Voor de snelle baan is dit te duur: hooguit { $euros } euro. Kies de rustige baan.
project-wrong-fast-hours = Voor de snelle baan is dit te veel werk: hooguit { $hours } uur. Kies de rustige baan.

# Terugverdientijd.
project-payback-never = Verdient zich niet terug
project-payback = { $years ->
    [0] { $months ->
        [0] meteen
        [one] 1 maand
       *[other] { $months } maanden
    }
   *[other] { $months ->
        [0] { $years } jaar
        [one] { $years } jaar en 1 maand
       *[other] { $years } jaar en { $months } maanden
    }
}

# In de lijsten van SharePoint en in het bestand van het portfolio.
project-list-status-draft = Concept
project-list-status-waiting = Wacht op goedkeuring
project-list-status-returned = Terug naar de schrijver
project-list-status-running = Loopt
project-list-status-paused = Gepauzeerd
project-list-status-closed = Afgesloten
project-list-status-withdrawn = Ingetrokken
project-list-light-green = Groen
project-list-light-amber = Oranje
project-list-light-red = Rood
project-list-role-lawful = Rechtmatig
project-list-role-performing = Presterend
project-list-role-networking = Netwerkend
project-list-role-responsive = Responsief
project-list-lane-fast = Snelle baan
project-list-lane-slow = Rustige baan
project-list-subject-time = Tijd
project-list-subject-money = Geld
project-list-subject-quality = Kwaliteit
project-list-subject-scope = Scope
project-list-subject-risks = Risico's
project-list-words = { $subject }: uitleg
project-list-report = { $project }, { $series }, { $day }
project-list-milestone-reached = { $name }: gehaald op { $day }
project-list-milestone-planned = { $name }: verwacht op { $day }
project-file-sheet = Projecten
project-file-yes = Ja
project-file-name = Project
project-file-status = Status
project-file-department = Afdeling
project-file-principal = Opdrachtgever
project-file-contractor = Opdrachtnemer
project-file-lane = Baan
project-file-role = Rol
project-file-other-roles = Andere rollen
project-file-compass = Kompas
project-file-goals = Werelddoelen
project-file-goal = Doel
project-file-start = Begin
project-file-end = Einde
project-file-investment = Investering (euro)
project-file-yearly-costs = Kosten per jaar (euro)
project-file-yearly-savings = Besparing per jaar (euro)
project-file-payback = Terugverdientijd
project-file-hours = Uren
project-file-light = Stoplicht
project-file-last-report = Laatste rapportage
project-file-due = Volgende rapportage
project-file-stale = Te lang niets gehoord
project-file-approved = Goedgekeurd op
project-file-approved-by = Goedgekeurd door
project-file-remark = Opmerking
project-file-closed = Afgesloten op
project-file-category = Selectielijst
project-file-ends = Vernietigen vanaf
