"""The catalogue: every fact the books may hold, one page for each aggregate.

These classes are the storage format. A name or a field once written is never renamed, retyped
or reused: add an optional field, or a new event.

    event                  what an event is
    activity               what happens to an activity: sales, purchases, expenses
    entrepreneur_contract  CAPE, CESA, payslips
    cooperative            years, policies, parties, shares, closings, entries by hand
    imported_books         the entries of books kept elsewhere before
    catalogue              all of them by their permanent topic
"""
