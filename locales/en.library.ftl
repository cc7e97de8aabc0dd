# The library of documents, as "ingest" and the log tell about it.

graph-unavailable = Microsoft 365 is not answering right now. Please try again in a few minutes.
library-summary = { $shown ->
    [one] Koers knows 1 document. Newly read: { $read }. Removed: { $removed }.
   *[other] Koers knows { $shown } documents. Newly read: { $read }. Removed: { $removed }.
}
library-damaged = { $file }: not read. The file is damaged, or it is not what its name says.
library-encrypted = { $file }: not read. The file is protected by a password.
library-scanned = { $file }: not read. The file only has pictures of text (a scan).
library-too-large = { $file }: not read. The file is too large or too complicated.
library-hostile = { $file }: not read. The file is made in a way that can do harm.
library-unsupported = { $file }: not read. Koers only reads .docx, .pdf, .md and .txt.
library-empty = { $file }: not read. There is no text in the file.
library-duplicate = { $file }: not used. Another file has the same KoersId.
library-not-indexed = { $file }: not used. Koers cannot process the text of this file.
library-refused = { $file }: not read. Microsoft 365 does not give this file to Koers.
library-hidden = { $file }: not used. Not everyone in the group { $readers } may read this file.
library-no-readers = Koers cannot find the group { $readers }. Until it is there, Koers uses no document at all.
library-several-readers = There is more than one group called { $readers }. Put the object id of the right group in organisation.toml. Until then Koers uses no document at all.

library-preparing = The language model adds other words to search by. Ctrl+C stops; what is ready stays.
library-prepared = Other words for { $expanded } of { $passages } pieces of text that nothing else explains; { $pending } are still to come.
library-prepared-tomorrow = What the language model may cost a day is spent. It goes on tomorrow.
library-prepared-later = The language model does not work now ({ $reason }). Koers tries again later.
