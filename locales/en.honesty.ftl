# What a person should know beside the answer. $sources: markers such as " [1]", or nothing.
remark-number = Please note: there are { $found } { $subject }, not { $asked }{ $sources }.
remark-other = Please note: the documents say { $found }, not ‘{ $asked }’{ $sources }.
remark-nothing = The documents say nothing about ‘{ $asked }’.
remark-nothing-here = The part about ‘{ $subject }’ says nothing about ‘{ $asked }’.
remark-premise = Please note: the documents say something else than the question does{ $sources }.
remark-contradiction = Please note: the documents say different things about this: { $found }.
remark-elsewhere = This is about { $places }, not about { $own }.
remark-unknown-place = I have no documents of { $place }.
remark-and = { $first } and { $last }
