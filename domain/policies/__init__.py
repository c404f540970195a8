"""Policies: what a cooperative sets for itself, each setting dated data adopted by an event.

number_series  how documents are numbered without a gap
contribution   what an activity owes to the shared structure
account_roles  which account plays which part
expense_type   what an entrepreneur may claim
smoothing      what an entrepreneur is paid a month when earnings are uneven
carry_forward  what becomes of earnings kept beyond a year's end
deadlines      how the days of a contract are counted
written_contents
               whether contracts are recorded with their clauses
mutualisation  what the cooperative bears of losses
policy         the union of those adopted by one command, `AdoptPolicy`
"""
