"""The readings: what people read in the books, thrown away and rebuilt at will.

    read_model, registry                 what a read model is; all of them
    roles, pools, readings_schema        who may read and who may keep readings; their place
    version, version_writer, projector   a set of tables, kept up a batch at a time
    rebuild, comparison, closing_check   a new version beside the old, proven before it serves
    moment, snapshot, readings           as of a date, as known at a moment: the door
    journal, journal_tables, journal_fold
                                         the journal: entries, postings, totals by month
    accounts, activities, accompaniment, contracts, cooperative, deadlines, months_closed,
    parties, policies, receivables, share_register, surpluses, vat_return, years_closed
                                         the other read models, and what is read from each
    impact                               the impact report, and its read model
    vault                                the value of a digest, joined when asked for
    journal_reading, general_ledger, movements, trial_balance, year_held
                                         what is read from the journal
    balance_sheet, income_statement, rubrics
                                         the annual accounts, under the headings of the law
    activity_statement, account_statement
                                         what is left to an activity; what it is told of it
    pay_preview, ledger_beginning        what a month can be paid; where a ledger begins
    fec                                  the file itself: read, checked, written
    fec_export, fec_folder               FEC out
    fec_import, imported_lines           FEC in
    beancount_export                     the books as another program adds them up

Rows are only ever added, each with the position of its event: what was known at a moment is
what the rows up to its position say.
"""
