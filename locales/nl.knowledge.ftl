# Questions to go on with after an answer.
knowledge-about = Wat staat er over ‘{ $topic }’?
knowledge-what-is = Wat is { $topic }?
