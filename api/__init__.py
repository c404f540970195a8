"""The doors: HTTP to commands and readings; they translate and decide nothing.

settings, secret    what the surroundings say: addresses, and the key of 32 bytes
composition         the composition root: `Network`, `Cell`; clock and entropy come in here
commands, doors     the table: one POST for each command, and where its command goes
refusals            the refusals a command may meet, read from the core itself
answers             what a command answers: a pure function of what was recorded
reads               the table: one GET for each reading, its function in a file `*_reads`
moment, reading_queries
                    at which moment a reading is asked, and what else
*_answers           what readings tell, field by field
veil                texts about people: by digest, by value when asked for
ledger_cursor       where a page of the ledger ended
statement_page      the statement of account to be printed
feed                every event in order
file_imports        files handed in; fec_imports and payroll_imports take them
problems, problem_catalogue
                    refusals, faults and bad requests as RFC 9457 problems
body_limit          how large a request may be
logs                one line a request, of nothing a client wrote
app, server         the application, and its server on loopback
"""
