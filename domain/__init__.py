"""The core: what a cooperative's facts are, what may be decided, what each fact posts.

    value, refusal, money, identifiers, period, privacy
                                                  what everything is made of
    journal, chart_of_accounts, statutory         entries, accounts, legal figures
    policies, rulebook, ledger, circumstances     what a decision may know
    vat                                           what is declared, in which box, when
    events, decider, activity, entrepreneur_contract, cooperative
                                                  the catalogue and the three aggregates
    posting                                       event → balanced entries
    recorded                                      event ↔ stored bytes

All of this is pure. The shell around it, the only part that meets a database:

    log                                           the append path
    streams, ledger_reader, vat_reader, lookup, proposal, month_reader
                                                  from a command to an append
    rehearsal                                     what commands would meet, nothing recorded
    books                                         one cooperative's books: `execute`
    imported_books                                books kept elsewhere, taken over whole
    payroll                                       payroll journals, booked line by line
"""
