# Questions to go on with after an answer.
knowledge-about = What do the documents say about ‘{ $topic }’?
knowledge-what-is = What is { $topic }?
# Above the English of quotes, which are in Dutch.
knowledge-in-english = In English, in Koers’ own words:
