# Unanswered questions: why a thumb went down, the overview for the owner of the vision, adding answers.

learning-why-title = Thank you. What was wrong?
learning-why-how = One press is enough. Your name is not kept with it.
learning-reason-wrong = It is not correct
learning-reason-incomplete = It is not complete
learning-reason-unclear = Hard to understand
learning-reason-source = The source is wrong
learning-reason-beside = Not what I asked
learning-thanks-title = Thank you
learning-thanks = This makes the answers better.

learning-only-personal = I only show that in our own chat. Open the chat with Koers and ask me there.
learning-no-longer-yours = This needs a role that you do not have now. Is that wrong? Ask { $address }.

learning-overview-title = Unanswered questions
learning-overview-speak = Unanswered questions: { $count }
learning-overview-none = There are no unanswered questions in this period.
learning-period-7 = Last 7 days
learning-period-30 = Last 30 days
learning-period-180 = Last half year
learning-page = { $period }, page { $page } of { $pages }
learning-previous = Previous page
learning-next = Next page
learning-asked = Asked { $count } times, last in week { $week }
learning-language-nl = Dutch
learning-language-en = English
learning-thumbs = Thumbs down: { $reasons }
learning-reason-count = { $reason } ({ $count })
learning-being-answered = There is an answer waiting for this already.
learning-add = Add an answer
learning-dismiss = Not needed
learning-dismissed = All right, I will not show this question again.
learning-questions-gone = These questions have been dealt with already.

learning-form-title = Add an answer
learning-form-how = Write the answer in plain words and name the source. A colleague checks it. After that Koers gives this answer. Do not put names or other personal data in it.
learning-field-question = The question
learning-field-question-missing = Type the question.
learning-field-others = Colleagues also ask it like this (one question on each line)
learning-field-answer = The answer
learning-field-answer-missing = Type the answer.
learning-field-document = Where is the answer?
learning-field-other-source = In another source, named below
learning-field-source = Name of the other source
learning-field-url = Link to the other source (begins with https, may be left empty)
learning-field-remark = Remark for your colleague (needed when you send it back)
learning-preview = Preview

learning-wrong-question = Write the question in 1 to { $limit } characters.
learning-wrong-answer = Write the answer in 10 to { $limit } characters.
learning-wrong-source = Name the source in 1 to { $limit } characters.
learning-wrong-address = The link to the source has to begin with https and lead to a website.
learning-wrong-link = There is a link in it that does not begin with https. Take it out.
learning-too-many-questions = Leave at most { $limit } other questions.
learning-source-gone = The document that you chose is no longer there. Choose another source.

learning-preview-title = Is this right?
learning-preview-how = This is how it will be in the library. A colleague approves it first.
learning-source = Source
learning-also = Colleagues also ask it like this
learning-open-source = Open the source
learning-propose = Send for approval
learning-edit = Change it

learning-sent-title = Sent for approval
learning-sent = A colleague will check the answer. I will tell you when it is done.
learning-proposed-already = You have sent this answer already. There is nothing more to do.
learning-answered-by-another = There is an answer waiting for this question already. Type ‘answers to approve’ to see it.

learning-proposals = Proposed answers ({ $count })
learning-proposals-title = Proposed answers
learning-proposals-others = For you to check
learning-proposals-own = Yours
learning-proposals-none = There are no proposed answers now.
learning-proposals-more = And { $count } more. You will see them when these are done.
learning-look = Look at it
learning-state-waiting = Waits for approval
learning-state-returned = Sent back to be changed
learning-state-approved = Approved, being stored
learning-state-forbidden = Approved, but I may not write in the library yet
learning-state-unavailable = Approved, but the library does not answer now
learning-state-failed = Approved, but it could not be stored

learning-review-title = Proposed answer
learning-review-speak = A proposed answer to a question
learning-review-how = A colleague proposes this answer. Is it what the source says? After your approval it goes to the library and Koers gives this answer.
learning-remark-of-colleague = Remark of your colleague:
learning-approve = Approve
learning-return = Send back
learning-withdraw = Take back
learning-store = Store again
learning-follow = How is it going?

learning-own-answer = You cannot approve your own answer. A colleague has to do that.
learning-not-yours = This answer is a colleague's.
learning-changed = This answer has changed meanwhile. Type ‘answers to approve’ to see how it is now.
learning-gone = This answer has been dealt with already. There is nothing more to do.
learning-remark-missing = Write in the remark what has to be different.

learning-stored-title = Approved
learning-stored = The answer is in the library. In about a minute Koers gives this answer.
learning-storing-title = Approved, being stored
learning-storing = I am putting the answer in the library now. If that does not work at once, I go on trying for two days. After that you hear from me if it did not work.
learning-forbidden-title = Approved, not stored yet
learning-forbidden = I may not write in the library yet. Ask the administrator of Microsoft 365 to allow that. The answer is kept and I go on trying for two days.
learning-unavailable-title = Approved, not stored yet
learning-unavailable = The library does not answer now. The answer is kept and I go on trying for two days.
learning-failed-title = Approved, not stored
learning-failed = I could not put the answer in the library. The answer is kept. Ask the administrator of Microsoft 365 for help and then choose ‘Store again’.
learning-sent-back-title = Sent back
learning-sent-back = Your colleague will see your remark.
learning-withdrawn-title = Taken back
learning-withdrawn = The answer is gone. The question is in the overview again.

learning-told-waiting = A colleague asks you to check an answer: “{ $question }” Type ‘answers to approve’ to see it.
learning-told-returned = Your answer to “{ $question }” was sent back. Remark: ‘{ $remark }’. Type ‘answers to approve’ to change it.
learning-told-stored = Your answer to “{ $question }” is approved and is in the library. In about a minute Koers gives this answer.
learning-told-failed = You approved an answer to “{ $question }”. I could not put it in the library. The answer is kept. Type ‘answers to approve’ to try again.

learning-file-title = Additional answer: { $question }
learning-file-source = Source: { $place }
