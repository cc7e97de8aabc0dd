# Wat iemand naast het antwoord moet weten. $sources: verwijzingen zoals " [1]", of niets.
remark-number = Let op: er zijn { $found } { $subject }, geen { $asked }{ $sources }.
remark-other = Let op: in de documenten staat { $found }, niet ‘{ $asked }’{ $sources }.
remark-nothing = Over ‘{ $asked }’ staat niets in de documenten.
remark-nothing-here = Over ‘{ $asked }’ staat niets bij ‘{ $subject }’.
remark-premise = Let op: de documenten zeggen iets anders dan in de vraag staat{ $sources }.
remark-contradiction = Let op: hierover staan in de documenten verschillende dingen: { $found }.
remark-elsewhere = Dit gaat over { $places }, niet over { $own }.
remark-unknown-place = Van { $place } heb ik geen documenten.
remark-and = { $first } en { $last }
