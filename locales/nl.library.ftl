# De bibliotheek met documenten, zoals "ingest" en het logboek erover vertellen.

graph-unavailable = Microsoft 365 geeft nu geen antwoord. Probeer het over een paar minuten opnieuw.
library-summary = { $shown ->
    [one] Koers kent 1 document. Nieuw gelezen: { $read }. Verwijderd: { $removed }.
   *[other] Koers kent { $shown } documenten. Nieuw gelezen: { $read }. Verwijderd: { $removed }.
}
library-damaged = { $file }: niet gelezen. Het bestand is beschadigd, of het is iets anders dan de naam zegt.
library-encrypted = { $file }: niet gelezen. Het bestand is beveiligd met een wachtwoord.
library-scanned = { $file }: niet gelezen. Het bestand bevat alleen plaatjes van tekst (een scan).
library-too-large = { $file }: niet gelezen. Het bestand is te groot of te ingewikkeld.
library-hostile = { $file }: niet gelezen. Het bestand is zo gemaakt dat het schade kan doen.
library-unsupported = { $file }: niet gelezen. Koers leest alleen .docx, .pdf, .md en .txt.
library-empty = { $file }: niet gelezen. Er staat geen tekst in het bestand.
library-duplicate = { $file }: niet gebruikt. Een ander bestand heeft dezelfde KoersId.
library-not-indexed = { $file }: niet gebruikt. Koers kan de tekst van dit bestand niet verwerken.
library-refused = { $file }: niet gelezen. Microsoft 365 geeft dit bestand niet aan Koers.
library-hidden = { $file }: niet gebruikt. Niet iedereen in de groep { $readers } mag dit bestand lezen.
library-no-readers = Koers vindt de groep { $readers } niet. Tot die er is, gebruikt Koers geen enkel document.
library-several-readers = Er is meer dan één groep met de naam { $readers }. Zet de object-id van de juiste groep in organisation.toml. Tot dan gebruikt Koers geen enkel document.

library-preparing = Het taalmodel maakt er andere woorden bij, om op te zoeken. Ctrl+C stopt; wat klaar is, blijft.
library-prepared = Andere woorden voor { $expanded } van { $passages } stukken tekst die nergens anders zijn uitgelegd; { $pending } wachten nog.
library-prepared-tomorrow = Wat het taalmodel per dag mag kosten is op. Morgen gaat het verder.
library-prepared-later = Het taalmodel doet het nu niet ({ $reason }). Koers probeert het later opnieuw.
