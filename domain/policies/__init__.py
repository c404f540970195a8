"""Policies: what a cooperative sets for itself, each setting dated data adopted by an event.

number_series  how documents are numbered without a gap
contribution   what an activity owes to the shared structure
account_roles  which account plays which part
expense_type   what an entrepreneur may claim
smoothing      what an entrepreneur is paid a month when earnings are uneven
carry_forward  what becomes of earnings kept beyond a year's end
levy           what an activity pays on its turnover besides the contribution
internal_retention  what the cooperative keeps of an invoice until its risks are over
presets        contribution scales that cooperatives have published
closing        what must be clear before a year closes
share_terms    the nominal of a share, how it is paid and refunded
distribution_tax
               what is withheld from the interest on shares
pay            how far pay may exceed what an activity has
payroll_mapping
               which column of a payroll journal holds what
vat_regime     how often VAT is declared
deadlines      how the days of a contract are counted
written_contents
               whether contracts are recorded with their clauses
mutualisation  what the cooperative bears of losses
policy         the union of those adopted by one command, `AdoptPolicy`
"""
