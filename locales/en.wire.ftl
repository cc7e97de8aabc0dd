# What Koers says about the conversation itself: waiting, buttons, failures.

wire-failed = Something went wrong. Please try again in a few minutes. Does it still fail? Give the administrator this number: { $reference }.
wire-searching = I am looking in the documents…
wire-busy = One moment, I am working on it. The answer will come here in the chat.
wire-answered-below = The answer is at the bottom of the chat.
wire-done = Done.
wire-restarting = I am being restarted. Your answer will follow in a moment.
wire-perhaps-arrived = I do not know whether my answer has arrived. If you see nothing, please ask again.
wire-perhaps-answered = I was restarted while I was answering you. If you see no answer, please ask me again.
wire-took-too-long = This took too long, so I stopped. Please try again later.
wire-calm = One moment, please: you are sending me a lot at once. You can go on in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}. I do not read what you send until then.
wire-crowded = I am very busy right now. Please try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}. I do not read what you send until then.
wire-text-too-long = Your message is too long for me. Make it shorter than { $limit } characters and send it again.
wire-reply-too-large = My answer is too large for Teams. Please ask about a smaller subject.
wire-guest = Koers is only for employees of { $organisation }. As a guest you cannot use Koers. Ask your colleague at { $organisation }.
wire-roster-unavailable = I cannot see who you are right now, because Teams does not answer. Please try again in a few minutes.
wire-store-unavailable = I cannot store anything right now, so I have not done anything. Please try again in a minute.

wire-button-used = This button has been used already. There is nothing more to do.
wire-button-expired = This button is too old. Ask again and you will get a new one.
wire-button-foreign = This button is for somebody else. Ask me yourself and you will get your own.
wire-button-unknown = This button no longer works. Ask again and you will get a new one.

wire-not-supported = I cannot do this yet. Ask your question in the chat, or type ‘help’.
wire-suggestions = You can also ask:
wire-download-gone = This link no longer works. Ask Koers in Teams for the file again.
wire-not-delivered = The message could not be delivered. Please try again later.
work-starting = I am just starting and cannot promise this yet. Please try again in a few seconds.
