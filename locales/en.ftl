# The texts of Koers in English.

welcome-title = Welcome, { $name }
welcome-title-group = Hello
welcome-what = I am Koers. I answer questions about the vision of { $organisation } and always show where the answer comes from.
welcome-workspaces = I also book a desk or a room for you. Type for example ‘book a desk for tomorrow’.
welcome-how = Type your question in everyday words. Type ‘help’ to see what else I can do.
welcome-how-group = Mention me in your message (@Koers) and ask your question. Type ‘@Koers help’ to see what I can do.
welcome-speak = Koers answers questions about the vision of { $organisation }.

help-title = This is what I can do for you
help-now = This works now
help-coming = This is still to come
help-how = Just type what you want to know. Every answer shows its source.
help-speak = This is what Koers can do for you.

language-other = Spreek Nederlands
language-chosen = All right, from now on I will speak English with you.

choice-title = What do you mean?

smalltalk-greeting = Hello { $name }! What can I do for you?
smalltalk-greeting-nameless = Hello! What can I do for you?
smalltalk-thanks = You are welcome!
smalltalk-goodbye = Goodbye!
smalltalk-not-understood = I do not understand that. Ask your question in a full sentence, or type ‘help’.

vision-answered-from-dutch = This is what the documents say, in Dutch:
vision-unsure = I cannot find a certain answer in the documents. These pieces come closest:
vision-not-in-documents = The documents that I know do not say.
vision-closest = This comes closest:
vision-nothing-close = Nothing in them comes close either. Other questions about the vision do have an answer there.
vision-whom-to-ask = Want to be sure? Ask { $contact }: { $address }.

source-from = From: { $place }
source-open = Open the document
source-speak = Source { $number }: { $title }

upcoming-vision = What does the vision say?
upcoming-meanwhile = That is still being built. Do you need it now? Ask { $contact }: { $address }.

capability-vision = A question about the vision
capability-vision-what = Answer questions about the vision, with the source
capability-workspaces = Booking a desk or room
capability-workspaces-what = Booking desks and rooms (‘book a desk for tomorrow’, ‘my bookings’, ‘team day’), and seeing how busy it is (‘how busy is it’)
capability-workspaces-not-yet = I cannot book desks and rooms yet
capability-workspaces-question = What does the vision say about flexible workplaces?
capability-workdays = Home days and office days
capability-workdays-what = Register where you work and see your allowance (‘I work from home tomorrow’, ‘my days’), see who is in (‘who is in’) and choose who sees you (‘my settings’)
capability-workdays-not-yet = I cannot register home days and office days yet
capability-workdays-question = What does the vision say about hybrid working?
capability-projects = A project document
capability-projects-what = Begin, approve and follow projects (‘start a project’, ‘my projects’, ‘all projects’)
capability-projects-not-yet = I cannot make project documents yet
capability-projects-question = What does the vision say about the client and contractor of an assignment?
capability-initiatives = An idea or initiative
capability-initiatives-what = Write ideas down and make something of them together (‘I have an idea’, ‘initiatives’, ‘my initiatives’)
capability-initiatives-not-yet = I cannot collect initiatives yet
capability-initiatives-question = What does the vision say about initiatives?
capability-check-ins = A check-in with your team
capability-check-ins-what = Hold check-ins with your team
capability-check-ins-not-yet = I cannot hold check-ins with your team yet
capability-check-ins-question = What does the vision say about teams?
capability-announcements = A message to colleagues
capability-announcements-what = Read messages of the municipality (‘messages’, ‘quiet hours’) or, if that is your job, write them (‘new message’, ‘my messages’)
capability-announcements-not-yet = I cannot post messages yet
capability-announcements-question = What does the vision say about communication?
