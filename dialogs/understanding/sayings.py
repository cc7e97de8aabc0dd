"""Turns of phrase in both languages by which a question, a wish or a complaint is told."""

from __future__ import annotations

import re

from dialogs.understanding.numbers import NUMBER

GO_ON = re.compile(
    r"^(?:en|and|maar|but) (?:in|bij|voor|hoe|wat|for|at|how|what|waarom|why|de|het|the|wie|who|dan|then|als|if)\b"
)
TWO_SIDES = re.compile(
    r"\b(?:oss|toss|hub|huis|sittard|geleen|gemeenten|municipalities|visies|visions|beide|both"
    r"|document\w*|begroting|bestuursopdracht"
    r"|missie|mission|budget|met|with|twee|two)\b"
)
LET_KNOW = re.compile(
    r"\b(?:laat|let|wil|want to|graag|moet|kun je|can you) (?!(?:me|mij|us|ons|het me"
    r"|it)\b)(?:[\w']+ ){1,5}(?:laten )?(?:weten|know) (?:dat|that|over|about|wanneer|when"
    r"|of)\b"
    r"|\b(?:vertel|tell|inform|informeer) (?!(?:me|mij|us|ons|eens|even|iets|wat|meer"
    r"|something|more)\b)(?:\w+ ){1,4}(?:dat|that|over|about)\b"
)
IMPERSONAL = re.compile(
    r"(?:en |and |maar |but )?(?!wat als|what if)(?:wat|welke?|wie|wiens|waar\w*|wanneer|hoe\w*|in welke?"
    r"|in hoeverre|op welke?|door wie|bij welke?|uit welke?|met welke?|voor wie|aan welke?"
    r"|van welke?|what|which|who|whose|where|when|why|how|in which|in what|by whom"
    r"|is|zijn|was|were|are|does|do|did|has|have|heeft|hebben|komt|komen|wordt|worden|krijgt"
    r"|krijgen|gaat|gaan|moet|moeten|mogen|mag|will|should|zal|zullen|blijft|blijven|wil"
    r"|willen|kunnen|klopt)\b"
)
# "je" and "you" are the bot only after such a verb; else they are anyone ("wat moet je doen").
FIRST_PERSON = re.compile(
    r"\b(?:ik|mij|mijn|mn|m'n|me|i|my|mine|i'm|i'd|(?:kun|kan|wil|zou|heb|ben|weet|vind|hoor) (?:je|jij|u)"
    r"|(?:can|could|would|will|are) you|do you (?:have|know)|have you)\b"
)
SOMEONE = re.compile(
    r"^(?:en |and )?(?:is|komt|werkt|zit|zie|will|does|wanneer|when|waar|where|zijn|are|hoeveel|how)\b"
)
WHERE_IS = re.compile(
    r"(?:(?i:waar|where|wanneer|when)) (?:(?i:is|werkt|zit|does|komt|will)) (?!Oss\b|Sittard)[A-ZÀ-Ý]\w+"
)
MOVES = re.compile(r"\b(?:mijn|mn|die|de) .*\bvan\b.*\bnaar\b")
A_PROJECT = re.compile(r"\b[Pp]roject (?!Start|Bureau|Document)[A-ZÀ-Ý]\w+")
IS_SOMEONE = re.compile(
    r"(?:(?i:is|komt|werkt|zit|will|wanneer is|when is|waar is|where is|waar werkt"
    r"|zie ik)) (?!Oss\b|Sittard)[A-ZÀ-Ý]\w+"
)
FROM_VISION = re.compile(
    r"\b(?:volgens|according to|in|uit|zegt|zeggen|staat in|by) (?:de |het |the |our "
    r"|onze )?(?:visie|vision|beleid|policy|documenten|documents)\b"
)
NORM = re.compile(
    r"^(?:en |and |maar |but |dus |so )?(?:(?:moet|hoef|krijg|mag|kan) (?:je|jij|men|iedereen|u)|moet (?:ik|we|wij)"
    r"|moet(?:en)? (?:we|wij|elk|ieder|elke|iedere|alle|een|teams|medewerkers)|krijgen (?:we|wij)"
    r"|(?:do|does) (?:i|we|you|everyone|everybody) (?:have|need|get) |must (?:i|we)"
    r"|(?:am i|are we|are you|is everyone) (?:allowed|obliged|required|supposed)|(?:is|wordt|was) het verplicht"
    r"|is it (?:mandatory|compulsory|required)|ben ik verplicht|hoef ik)\b(?!.*\bnog (?:een|iets|wat|a)\b)"
)
IN_GENERAL = re.compile(
    r"\b(?:mag|moet|kan|may|must|can) (?:ik|i)\b.*\b(?:altijd|of moet ik|or do i|or must i|always)\b"
)
NORM_OF_ALL = re.compile(
    r"^(?:en |and |maar |but |dus |so )?(?:moeten|mogen|moet|mag|kunnen|hoeven|must|may|should|do|does|can)"
    r" (?:elk|ieder|elke|iedere|iedereen|alle|men|teams|medewerkers|collega's|managers|leidinggevenden|everyone"
    r"|everybody"
    r"|all|every|employees|colleagues)\b"
)
WANTS_TO_KNOW = re.compile(
    r"\b(?:weten|know|vraag me af|vroeg me af|wonder|wondering|vraagt|vroeg|asked) "
    r"(?:hoe\w*|wat|waar\w*|of|wie|welke|why|how|what|whether|if|who|which|where)\b"
)
SUPPOSED = re.compile(
    r"\b(?:als|wanneer|if|when|voordat|before|zodra) (?:iedereen|men|everyone|everybody|je|we|you|alle|all|teams|het)\b"
)
ROOM_TO = re.compile(
    rf"\bruimte (?:(?:is er|bieden|geven|krijgen|om|laten) )*(?:voor|om|aan|in) (?!\d|{NUMBER}\b|mij\b|ons\b|een\b"
    r"|morgen|vandaag|maandag|dinsdag|woensdag|donderdag|vrijdag)"
)
UNSENT = re.compile(
    r"\b(?:niet|not|never|nooit|half|haven't)\b.*\b(?:verzonden|verstuurd|verstuur|sent|af|klaar|finished|geplaatst)\b"
)
WRONG = re.compile(
    r"\b(?:verkeerde?|foute?|fouten|klopt niet|wrong|mistakes?|incorrect|typo|onjuist|errors?|niet juist)\b"
)
MISUNDERSTOOD = re.compile(
    r"\b(?:verkeerd begrepen|begrijpt me (?:niet|verkeerd)|niet wat ik (?:vroeg|bedoel)|misunderstood|misunderstand"
    r"|not what i (?:asked|meant)|antwoord (?:klopt|is) (?:niet|fout|onjuist)|answer is (?:wrong|not)"
    r"|slecht antwoord)\b"
)
SIDE_BY_SIDE = re.compile(
    r"\b(?:together|samen|bij elkaar|naast elkaar|close by|next to each other|in de buurt van elkaar)\b"
)
ASKS_OWN = re.compile(r"^(?:en |and )?(?:welke?|waar|wat|which|where|what|heb|had|have|do|did|op welke?) ")
MORNING_QUESTION = re.compile(r"\b(?:(?:ochtend|dag)vraag\w*|(?:morning|daily) question|dagelijkse vraag)\b")
SETTINGS = re.compile(
    r"^(?:(?:open|toon|bekijk|verander|wijzig|show|change|naar|go to) )?(?:(?:mijn|de|my|the) )?"
    r"(?:instellingen|settings)(?: (?:openen|bekijken|aanpassen|wijzigen|veranderen))?$"
)
SHARES_WHERE = re.compile(
    r"^(?=.*\b(?:mijn|my) (?:team|collega s|colleagues)\b)(?=.*\b(?:waar ik (?:werk|ben)|where i (?:work|am))\b)"
    r"(?:niet |stop |do not |don.?t )?(?:laat|deel|toon|let|share|show)\b"
)
AGREED = re.compile(
    r"\b(?:afspraken|afgesproken|(?:spel|huis)?regels|richtlijn\w*|regeling\w*|beleid|rules|policy|policies|guidelines"
    r"|agreements|agreed)\b"
)
TELLS = re.compile(
    r"^(?:(?:kun|kan|kunt|wil|zou|can|could|would) (?:je|u|jij|you) )?(?:(?:me|mij|ons|us|eens|please|even) )*"
    r"(?:vertel\w*|tell|uitleg|leg|explain|noem|beschrijf|describe|samenvatting|samenvatten|vat)\b"
    r"(?: (?:me|mij|ons|us|eens|even|please|iets|something|meer|more|wat|een beetje|in het kort))*"
    r" (?:over|about|uit|hoe|how|waarom|why|wat|what|welke|which|de|het|the)\b"
)
WRITTEN_DOWN = re.compile(
    r"^(?:en |and )?(?:staat er|staan er|is er iets (?:over|bekend)|does it say|is there anything (?:about|in|on)"
    r"|is anything (?:known|written|said))\b|\b(?:hetzelfde|gelijk|the same|the same thing) (?:als|aan|as)\b"
)
OF_THAT = re.compile(
    r"\b(?:voorbeeld\w*|meer|toelicht\w*|uitleg\w*|example\w*|more)\b.*"
    r"\b(?:daar|daarvan|hiervan|of that|of this|about that|daarover|hierover)\b"
    r"|\b(?:daar|daarvan|hiervan|daarover|hierover)\b.*\b(?:voorbeeld\w*|meer|toelicht\w*|uitleg\w*)\b"
    r"|\bdat toelichten\b"
)
NO_MESSAGES = re.compile(
    r"\b(?:geen|niet|no|not|don't|dont|never|nooit|stop)\b.*"
    r"\b(?:bericht(?:en)?|melding(?:en)?|messages?|notifications?|storen|disturb|gestoord|anything|pings?)\b"
)
EXAMPLE_OF = re.compile(r"\b(?:voorbeeld\w*|example\w*|samenvatting|summary) (?:van|of)\b")
EXPLAINS = re.compile(r"(?:en |and |maar |but )?(?!wat als|what if)(?:wat|waarom|waartoe|hoezo|what|why|hoe|how)\b")
ADDS_ANSWER = re.compile(
    r"\bantwoord(?:en)? (?:\w+ )*(?:toevoegen|schrijven|vastleggen|aanvullen)\b|\bvoeg .*\bantwoord\b"
    r"|\badd (?:an?|the|my|your) (?:\w+ )?answer\b|\bantwoord(?: \w+)* op een (?:onbeantwoorde|open) vraag"
)
VISIONS = re.compile(r"\b\w*(?:visie|vision|document|opdracht|begroting)(?:s|en|e)?\b")
MY_PROJECTS = re.compile(
    r"\b(?:projecten|projects)\b.*\b(?:heb ik|doe ik|ben ik|leid ik|have i|do i|am i|i have|i lead"
    r"|ik heb|waar ik|that i|i am|i work|van mij|mine)\b"
    r"|\b(?:heb ik|have i|am i|ben ik|do i)\b.*\b(?:projecten|projects)\b"
)
INTO_PROJECT = re.compile(
    r"(?=.*\b(?:maak|maken|make|turn|convert|zet|zetten|omzetten|wordt|worden|promoveer|become|mag)\b)"
    r".*\b(?:van|into|out of|om in|om naar|promoveer|wordt|of|mag)\b.*\b(?:een|a|an|n) (?:echt |real |heus )?project\b"
    r"(?=$| (?:maken|van|worden|te|please|graag)\b)"
)
NOT_COMING = re.compile(
    r"\b(?:kom|komen|coming|come|kan|can|ben|will be)\b.*\b(?:niet|not|geen|afwezig|cannot|can't)\b"
)
LATEST = re.compile(r"\b(?:laatste|nieuwste|recente?|latest|newest|recent|new)\b")
FREES = re.compile(r"\b(?:vrij|beschikbaar|afzegt|annuleert|free|available|cancels|drops out|opens up)\b")
SENDS = re.compile(r"^(?:stuur|maak|plaats|schrijf|verstuur|send|post|write|make|publish|publiceer)\b")
OPENS_LIST = re.compile(
    r"(?:en |and )?(?:welke?|wat|which|what|zijn er|is er|are there|is there|hoeveel|how many|wanneer|when|hoe|how|wie"
    r"|who|op welke|heeft iemand|has any)\b"
)
PROJECT_OF = re.compile(
    r"\b(?:maak|maken|make)\b.*\bproject (?:van|of|out of) (?:mijn|my|het|de|dit|dat|this|that|the)\b"
)
WHAT_IF = re.compile(r"(?:en |and |maar |but )?(?:wat als|what if) (?!we\b|wij\b)")
WHERE_IS_THAT = re.compile(
    r"(?:en |and )?(?:waar|in welke? \w+|op welke \w+) (?:staat|stond|vind ik|lees ik|vind je) (?:dat|dit|die)\b"
    r"(?! (?:over|voor|in|de|het)\b)"
)
AND_THAT = re.compile(r"(?:en|and|maar|but) .*\b(?:dat|dan|daar|that|then|there)\b")
BOTH_NAMED = re.compile(r"\boss\b.*\bsittard\b|\bsittard\b.*\boss\b")
ARE_THERE = re.compile(r"(?:en |and )?(?:zijn er|is er|lopen er|are there|is there|any|welke|which)\b")
WHAT_IS_THAT = re.compile(r"\b(?:wat is dat|wat dat is|wat betekent dat|what is that|what that is|what that means)\b")
