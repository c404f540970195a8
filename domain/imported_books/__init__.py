"""Books that come from elsewhere: a file's entries become facts, in one transaction or none.

source        what a file brings: entries and their lines, and what is wrong in them
entry         an entry of the file as the events that record it
fragments     an entry too large for one event, cut and put together again
totals        what a file moves: by account, by journal, in all
standing      what stood in the books before a file comes
decision      which months a file takes over, or why it may not
recording     the events of one import as appends, in order and in bounded memory
books_import  the use case: plan, record once, tell what was recorded
"""
