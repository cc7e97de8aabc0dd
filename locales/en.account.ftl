# Signing in for what only you may do, and signing out again.

account-ask-title = Sign in to Koers
account-ask-general = Some things only you may do, such as putting something in your own calendar. To do such a thing for you, Koers has to know that it is you.
account-ask-what = Koers can then see who you are, and do something for you when you ask for it. You can always ask questions about the vision, also without signing in.
account-ask-undo = You can always sign out again: type ‘sign out’. Koers does not keep your password or your access. Microsoft does.
account-button-sign-in = Sign in
account-button-later = Not now
account-button-sign-out = Sign out
account-button-again = Sign in again
account-button-retry = Sign in again
account-sign-in-here = Sign in with your work account. Teams opens a window of Microsoft for that. Do you see a code of six digits? Then type it here in the chat.
account-below = Signing in goes on at the bottom of the chat.

account-later-title = You are not signed in
account-later = That is fine, nothing has changed. Would you like to later? Type ‘sign in’.
account-signed-in-title = You are signed in as { $name }
account-signed-in-title-nameless = You are signed in
account-signed-in = Koers can now do things for you that only you may do. That only happens when you ask for it.
account-signed-out-title = You are signed out
account-signed-out = Koers can no longer do anything on your behalf.
account-was-not-signed-in = You were not signed in, so nothing has changed. Type ‘sign in’ if you would like to be.

account-only-personal = You can only sign in and out in your own chat with Koers. Open that chat and type ‘sign in’ or ‘sign out’.
account-not-offered = Signing in to Koers has not been set up at { $organisation } yet. The administrator of Koers can do that. You can still ask questions about the vision.
account-not-signed-in = You have to be signed in for this. Type ‘sign in’ to do that.
account-unavailable = Signing in and out does not work now, because Microsoft does not answer properly. Nothing has changed for you. Please try again in a few minutes.
account-exchange-failed = Proceed with the button to sign in.

account-problem-title = Signing in did not work
account-problem-failed = Teams could not sign you in. Please try again. If that fails too, ask the service desk for help.
account-problem-wrong-code = The code is not right, or too old. Start again and you get a new code.
account-problem-unasked = This sign-in is too old, or belongs to another chat. Please start again.
account-problem-stranger = You chose another account than that of this chat. Koers has done nothing with it. Sign in with the account that you use in Teams.
account-problem-interrupted = Koers was restarted while you were signing in. Please try once more.
account-problem-installappfailed = Teams could not add Koers to your own chat. Add Koers yourself under Apps, and try again.
account-problem-authrequestfailed = Microsoft could not handle the request to sign in. Please try again. If that fails too, ask the service desk for help.
account-problem-installedappnotfound = Koers is not among your apps in Teams. Add Koers under Apps, and try again.
account-problem-invokeerror = Something went wrong between Teams and Koers. Please try again.
account-problem-resourcematchfailed = Signing in has not been set up correctly. There is nothing you can do about it. Tell the administrator of Koers: resourcematchfailed.
account-problem-oauthcardnotvalid = Teams could not read the card to sign in with. Tell the administrator of Koers: oauthcardnotvalid.
account-problem-tokenmissing = Teams could not sign you in by itself. Use the button to sign in, or try again.
