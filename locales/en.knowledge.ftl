# Questions to go on with after an answer.
knowledge-about = What do the documents say about ‘{ $topic }’?
knowledge-what-is = What is { $topic }?
