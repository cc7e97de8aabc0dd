# Wat iemand hoort die iets niet mag: voor wie het is, dat er niets is gebeurd, en wie erover gaat.

roles-not-employee = Koers is er voor de medewerkers van { $organisation }. Ik zie jou nu niet in de groep van medewerkers staan. Daarom heb ik niets gedaan. Hoor je er wel bij? Vraag het aan { $contact }: { $address }.
roles-not-manager = Dit is voor leidinggevenden: zij regelen hier dingen voor hun team. Ik zie nu niet dat jij een team leidt. Daarom heb ik niets gedaan. Leid je wel een team? Vraag het aan { $contact }: { $address }.
roles-not-communication = Dit is voor communicatie: zij maken hier berichten voor collega's. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-not-approver = Dit is voor collega's die antwoorden en berichten goedkeuren. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-not-facility = Dit is voor de collega's van de gebouwen: zij beheren hier de werkplekken. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-not-payroll = Dit is voor de salarisadministratie: zij verwerken hier thuiswerkdagen en vergoedingen. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-not-vision-owner = Dit is voor de eigenaar van de visie: die ziet hier welke vragen geen antwoord hebben, en vult ze aan. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-not-portfolio = Dit is voor de collega's die de projecten van de hele organisatie bijhouden. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-not-administrator = Dit is voor de beheerder van Koers: die zorgt dat Koers goed werkt. Die rol heb je nu niet. Daarom heb ik niets gedaan. Heb je de rol nodig? Vraag het aan { $contact }: { $address }.
roles-unclear = Ik kan niet nagaan of jij dit mag, omdat de groep voor deze rol niet goed is ingesteld. Daarom heb ik niets gedaan. Meld dit bij { $contact }: { $address }.
roles-unavailable = Ik kan nu niet nagaan of jij dit mag. Daarom heb ik niets gedaan. Probeer het over een paar minuten opnieuw.
