"""The doors: HTTP to commands and readings; they translate and decide nothing.

settings, secret    what the surroundings say: addresses, and the key of 32 bytes
composition         the composition root: `Network`, `Cell`; clock and entropy come in here
commands            the table: one POST for each command, and where its command goes
refusals            the refusals a command may meet, read from the core itself
answers             what a command answers: a pure function of what was recorded
moment, reads, feed what is read: readings at a moment, and the feed of events
vat_reads           the returns of VAT, filed or to be, box by box
fec_reads           the FEC of a year and its description, as files
fec_imports         FECs handed in: checked, or taken over
payroll_imports     payroll journals handed in: shown, or booked
pay_reads           what a month can be paid
fec_answers         what is told of a FEC handed in
problems            refusals, faults and bad requests as RFC 9457 problems
logs                one line a request, of nothing a client wrote
app, server         the application, and its server on loopback
"""
