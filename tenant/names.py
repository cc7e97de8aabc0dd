"""Names, teams and jobs from which the local tenant invents a municipality's staff."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """First and last names that go together; `share` is how many in a hundred have them."""

    share: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


ORIGINS = (
    Origin(
        84,
        _words(
            "Sanne Bram Joost Marieke Anouk Pieter Willem Lieke Carla Ruud Thijs Ingrid Femke Harrie Noor Dirk Sjaak "
            "Bart Monique Iris Gerrit Koen Petra Eline Frans Stijn Wilma Jeroen Maarten Ellen Lotte Hans Ronald Nienke "
            "Truus Daan Mark Saskia Jolanda Luuk Peter Roos Marjan Sven Angela Ton Niels Hanneke Maud Jos Rik Birgit "
            "Anja Casper Theo Vera Martijn Chantal Renske Guus Wouter Hugo Jan-Willem Tineke Jasmijn Cor Erik Astrid "
            "Geert Mirjam Rob Yvonne Sjoerd Annemiek Twan Kim Leon Marleen Tim Judith Bas Esther Paul Linda"
        ),
        _words(
            "Jansen Smits Hendriks Bakker Visser Verhoeven Kuijpers Peeters Mulder Schouten Willems Janssen "
            "Vermeulen Claessens Hermans Bos Dekker Koster Smeets Lemmens Prinsen Verbeek Martens Kuipers "
            "Wagemans Driessen Geurts Kramer Meijer Corsten Postma Gielen Scholten Timmermans Rutten Dirks Evers "
            "Roelofs Hoeks Aarts Schreurs Maas Sanders Vogels Theunissen Bijl Wolters Snijders van_Dijk van_Beek "
            "van_Leeuwen van_Rooij van_Erp van_Lith van_Kessel van_Dongen van_Dam van_Vliet van_de_Ven "
            "van_de_Laar van_de_Wiel van_de_Kamp van_de_Pol van_de_Sande van_den_Berg van_den_Heuvel "
            "van_den_Bosch van_den_Broek van_den_Akker van_den_Elzen van_der_Heijden van_der_Linden "
            "van_der_Velden van_der_Meer van_der_Zanden van_der_Steen de_Groot de_Wit de_Bruin de_Haan de_Kort "
            "de_Vries de_Jong de_Boer de_Graaf ter_Horst ter_Braak van_'t_Hof van_'t_Veer"
        ),
    ),
    Origin(
        5,
        _words("Esra Kemal Meryem Aylin Emre Zeynep Murat Leyla Gülsen Serkan Elif Yusuf"),
        _words("Yildiz Kaya Öztürk Ceylan Demir Şahin Aydın Arslan Koç"),
    ),
    Origin(
        5,
        _words("Fatima Youssef Mohamed Yasmina Rachid Hassan Soraya Samir Khadija Ibrahim Omar Amira Nadia Abdel"),
        _words("El_Amrani Benali Haddou Bouazza El_Idrissi Amezian Bouali Chaouch"),
    ),
    Origin(
        3,
        _words("Shanti Naomi Priya Winston Sharon Desiree Ryan Anjali"),
        _words("Ramdin Pinas Kartosen Sewpersad Doekhi Venloo"),
    ),
    Origin(3, _words("Agnieszka Tomasz Piotr Ewa Marek Kasia"), _words("Nowak Kowalski Wójcik Lewandowski Mazur")),
)

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

TOWN_HALL = "Gemeentehuis"
OTHER_OFFICES = {
    "Publiekszaken": "Stadswinkel",
    "Werk en Inkomen": "Stadswinkel",
    "Facilitaire Zaken": "Gemeentewerf",
    "Openbare Ruimte": "Gemeentewerf",
    "Handhaving": "Gemeentewerf",
}


def office(team: str) -> str:
    """The building where a team works, a second or third team of its kind included."""
    return OTHER_OFFICES.get(team.rstrip("0123456789 "), TOWN_HALL)
