# Asking on: what a question is about, sources in their surroundings, plain words, two sides next to each other.
vision-about-what = What is your question about? I have not seen an earlier question in this conversation. Please add the subject, like this:
vision-answered-just-now = I have just answered this question. The answer is in the chat.
vision-instead = This is what the documents do say:
vision-own-place = I can answer questions about { $organisation }. Such as these:
vision-made-by-ai = *Made with AI. Check the sources.*
vision-side-silent = I find nothing about this in the documents of { $side }.
vision-document-silent = I find nothing about this in this document.

source-name = source { $number }
source-count = Source { $number } of { $count }
source-before = The text before it
source-after = The text after it
source-previous = Previous source
source-next = Next source
source-no-answer = I do not know which answer you mean. I have shown no source in this conversation in the last 24 hours. Ask a question first, such as one of these:
source-no-number = { $count ->
    [one] The last answer has only one source.
   *[other] The last answer has no source { $number }. There are { $count } sources.
}
source-gone = I can no longer show source { $number }. The document is gone, or no longer open to everyone. Feel free to ask your question again.
source-changed = I can no longer show source { $number }. The document has changed since. Ask your question again, and I will look in the new text.

simpler-suggestion = Can you say that in plain words?
simpler-ours = *This is an explanation by Koers. The official document is what counts.*
simpler-nothing = I have no explanation in plain words for this part. You can look at the source.
simpler-no-answer = What would you like to read in plain words? I have not answered a question in this conversation yet. Ask one first, such as one of these:
