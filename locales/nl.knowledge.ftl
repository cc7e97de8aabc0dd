# Questions to go on with after an answer.
knowledge-about = Wat staat er over ‘{ $topic }’?
knowledge-what-is = Wat is { $topic }?
# Boven het Engels van citaten, die in het Nederlands zijn.
knowledge-in-english = In het Engels, in de woorden van Koers:
