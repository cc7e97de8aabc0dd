"""Names, teams and jobs from which the local tenant invents a municipality's staff."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_NAMES = (
    "Sanne", "Bram", "Fatima", "Joost", "Marieke", "Youssef", "Anouk", "Pieter", "Esra", "Willem",
    "Lieke", "Mohamed", "Carla", "Ruud", "Shanti", "Thijs", "Ingrid", "Kemal", "Femke", "Harrie",
    "Noor", "Dirk", "Agnieszka", "Sjaak", "Yasmina", "Bart", "Monique", "Rachid", "Iris", "Gerrit",
    "Naomi", "Koen", "Petra", "Hassan", "Eline", "Frans", "Meryem", "Stijn", "Wilma", "Jeroen",
    "Soraya", "Maarten", "Ellen", "Tomasz", "Lotte", "Hans", "Aylin", "Ronald", "Nienke", "Samir",
    "Truus", "Daan", "Priya", "Mark", "Saskia", "Emre", "Jolanda", "Luuk", "Khadija", "Peter",
    "Roos", "Ibrahim", "Marjan", "Sven", "Angela", "Ton", "Zeynep", "Niels", "Hanneke", "Winston",
    "Maud", "Jos", "Leyla", "Rik", "Birgit", "Omar", "Anja", "Casper", "Gülsen", "Theo",
    "Vera", "Abdel", "José", "Martijn", "Chantal", "Piotr", "Renske", "Guus", "Amira", "Wouter",
    "Desiree", "Hugo", "Nadia", "Jan-Willem", "Tineke", "Murat", "Jasmijn", "Cor", "Sharon", "Erik",
)  # fmt: skip
PREFIXES = ("", "", "", "", "", "van", "van de", "van den", "van der", "de", "de", "ter", "van 't")
LAST_NAMES = (
    "Jansen", "Smits", "Hendriks", "Bakker", "Visser", "Verhoeven", "Kuijpers", "El Amrani", "Yildiz", "Peeters",
    "Mulder", "Schouten", "Willems", "Janssen", "Kaya", "Vermeulen", "Claessens", "Hermans", "Bos", "Ramdin",
    "Dekker", "Koster", "Smeets", "Nowak", "Benali", "Lemmens", "Prinsen", "Verbeek", "Martens", "Öztürk",
    "Kuipers", "Wagemans", "Driessen", "Geurts", "Kramer", "Meijer", "Haddou", "Corsten", "Postma", "Gielen",
    "Scholten", "Pinas", "Timmermans", "Rutten", "Kowalski", "Dirks", "Evers", "Ceylan", "Roelofs", "Hoeks",
    "Aarts", "Schreurs", "Maas", "Bouazza", "Sanders", "Vogels", "Theunissen", "Bijl", "Wolters", "Snijders",
)  # fmt: skip
LAST_NAMES_WITH_PREFIX = {
    "van": ("Dijk", "Beek", "Leeuwen", "Rooij", "Erp", "Lith", "Kessel", "Dongen", "Dam", "Vliet"),
    "van de": ("Ven", "Laar", "Wiel", "Kamp", "Pol", "Sande", "Wetering"),
    "van den": ("Berg", "Heuvel", "Bosch", "Broek", "Akker", "Elzen", "Hurk"),
    "van der": ("Heijden", "Linden", "Velden", "Meer", "Zanden", "Steen", "Wal"),
    "de": ("Groot", "Wit", "Bruin", "Haan", "Kort", "Vries", "Jong", "Boer", "Graaf"),
    "ter": ("Horst", "Braak", "Haar"),
    "van 't": ("Hof", "Hooft", "Veer"),
}

TOP = "Directie"
TOP_JOB = "Gemeentesecretaris"
DEPARTMENTS = ("Bedrijfsvoering", "Dienstverlening", "Samenleving", "Ruimte", "Veiligheid en Wijken")


@dataclass(frozen=True)
class Team:
    """A team with the jobs that its people have."""

    name: str
    department: str
    jobs: tuple[str, ...]


STRATEGY_JOBS = ("Strategisch adviseur", "Bestuursadviseur", "Adviseur organisatieontwikkeling", "Programmamanager")
TEAMS = (
    Team("Communicatie", DEPARTMENTS[0], ("Communicatieadviseur", "Redacteur", "Webredacteur", "Woordvoerder")),
    Team("Publiekszaken", DEPARTMENTS[1], ("Medewerker burgerzaken", "Medewerker klantcontact", "Klantadviseur")),
    Team("Facilitaire Zaken", DEPARTMENTS[0], ("Facilitair medewerker", "Gastvrouw/gastheer", "Adviseur huisvesting")),
    Team("Personeel en Organisatie", DEPARTMENTS[0], ("HR-adviseur", "Salarisadministrateur", "Adviseur verzuim")),
    Team("Informatisering", DEPARTMENTS[0], ("Functioneel beheerder", "Medewerker servicedesk", "Informatieadviseur")),
    Team("Vergunningen", DEPARTMENTS[3], ("Vergunningverlener", "Casemanager omgevingswet", "Bouwkundig toetser")),
    Team("Zorg en Ondersteuning", DEPARTMENTS[2], ("Wmo-consulent", "Jeugdconsulent", "Kwaliteitsmedewerker")),
    Team("Openbare Ruimte", DEPARTMENTS[3], ("Beheerder groen", "Toezichthouder", "Projectleider civiel")),
    Team("Werk en Inkomen", DEPARTMENTS[2], ("Klantmanager", "Inkomensconsulent", "Schuldhulpverlener")),
    Team("Handhaving", DEPARTMENTS[4], ("Boa", "Juridisch medewerker", "Adviseur openbare orde")),
    Team("Ruimtelijke Ontwikkeling", DEPARTMENTS[3], ("Stedenbouwkundige", "Planoloog", "Projectleider")),
    Team("Financiën", DEPARTMENTS[0], ("Financieel adviseur", "Medewerker administratie", "Controller")),
    Team("Juridische Zaken", DEPARTMENTS[0], ("Jurist", "Secretaris bezwaarschriften", "Privacy officer")),
    Team("Belastingen", DEPARTMENTS[1], ("Taxateur WOZ", "Medewerker heffen", "Medewerker invordering")),
    Team("Onderwijs en Jeugd", DEPARTMENTS[2], ("Beleidsadviseur jeugd", "Leerplichtambtenaar", "Projectleider")),
    Team(
        "Cultuur en Sport", DEPARTMENTS[2], ("Beleidsadviseur cultuur", "Accountmanager sport", "Medewerker subsidies")
    ),
    Team("Milieu en Energie", DEPARTMENTS[3], ("Adviseur duurzaamheid", "Milieu-inspecteur", "Adviseur bodem")),
    Team("Wijkteam Noord", DEPARTMENTS[4], ("Wijkcoördinator", "Opbouwwerker", "Participatieadviseur")),
    Team("Wijkteam Zuid", DEPARTMENTS[4], ("Wijkcoördinator", "Opbouwwerker", "Participatieadviseur")),
    Team("Wijkteam Centrum", DEPARTMENTS[4], ("Wijkcoördinator", "Opbouwwerker", "Participatieadviseur")),
    Team("Griffie en Kabinet", DEPARTMENTS[1], ("Bestuurssecretaris", "Medewerker kabinet", "Notulist")),
    Team(
        "Documentbeheer", DEPARTMENTS[1], ("Recordmanager", "Medewerker post en archief", "Adviseur informatiebeheer")
    ),
    Team("Economie", DEPARTMENTS[3], ("Bedrijvencontactfunctionaris", "Beleidsadviseur economie", "Marktmeester")),
    Team("Crisisbeheersing", DEPARTMENTS[4], ("Adviseur crisisbeheersing", "Piketfunctionaris", "Planner")),
)
