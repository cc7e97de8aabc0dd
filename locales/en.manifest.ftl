# What Teams shows about the app.

manifest-name-full = Koers for { $organisation }
manifest-description-short = Questions about your municipality's vision, with the source
manifest-description-full = Koers helps the people who work at { $organisation }. Ask a question about the vision on the organisation and get a short answer. Every answer shows where it comes from, so that you can read it for yourself. When the documents do not say, Koers tells you so, and whom to ask. With Koers you can also book a desk or a room and register where you work, if your municipality has switched that on.

manifest-command-help = help
manifest-command-help-what = Shows what Koers can do
manifest-command-ask = What is our mission?
manifest-command-ask-what = An example of a question about the vision
manifest-command-book = book a desk for tomorrow
manifest-command-book-what = Book a desk or a room
manifest-command-bookings = my bookings
manifest-command-bookings-what = See, change and cancel what you have booked
manifest-command-days = my days
manifest-command-days-what = See and register where you work
manifest-command-language = Spreek Nederlands
manifest-command-language-what = From now on Koers speaks Dutch with you

manifest-extension-find-initiative = Find an initiative
manifest-extension-find-initiative-what = Find a colleague's idea and put it in this conversation
manifest-extension-find-initiative-words = Words from the idea
manifest-extension-make-initiative = Make this an initiative
manifest-extension-make-initiative-what = Begin an initiative with the text of this message
