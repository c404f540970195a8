"""The readings: what people read in the books, thrown away and rebuilt at will.

    read_model, registry                 what a read model is; all of them
    roles, pools, readings_schema        who may read and who may keep readings; their place
    version, version_writer, projector   a set of tables, kept up a batch at a time
    rebuild, comparison, closing_check   a new version beside the old, proven before it serves
    moment, snapshot, readings           as of a date, as known at a moment: the door
    journal, journal_tables, journal_fold
                                         the journal: entries, postings, totals by month
    accounts, activities, contracts, cooperative, months_closed, parties, policies, receivables,
    share_register, vat_return, accompaniment, deadlines …
                                         the other read models, and what is read from each
    vault                                the value of a digest, joined when asked for
    journal_reading, general_ledger, movements, trial_balance, activity_statement
                                         what is read from the journal
    pay_preview, ledger_beginning        what a month can be paid; where a ledger begins
    fec                                  the file itself: read, checked, written
    fec_export, fec_folder               FEC out
    fec_import, imported_lines           FEC in

Rows are only ever added, each with the position of its event: what was known at a moment is
what the rows up to its position say.
"""
