# What happens outside the chat itself: searching while you type, dialogs and actions on a message.
picking-too-many = Choose no more than { $limit }.
colleagues-directory-away = I cannot look up whom you mean right now. Try again in a few minutes.
extension-busy = I am working on it. The answer will come in your chat with Koers.
extension-no-message = I cannot read this message. Copy the text and send it in the chat with Koers.
extension-no-command = This command is no longer there. See in the chat with Koers what I can do for you.
extension-no-results = Nothing found. Try another word.
extension-search-away = Searching does not work right now. Try again in a few minutes.
extension-in-own-chat = It is in your chat with Koers.
extension-not-here = I am not part of this conversation. Open the chat with Koers and ask there.
