"""The catalogue: every fact the books may hold, one page for each noun.

These classes are the storage format. A name or a field once written is never renamed, retyped
or reused: add an optional field, or a new event.

    event                  what an event is, and one that settles a document
    activity               an activity: sales, internal_sales, purchases, expense_claims,
                           contribution, carry_forward, sharing, mutualisation
    entrepreneur_contract  a contract: contract_terms, contract_contents, enrolment,
                           interviews, pay
    cooperative            the cooperative: adoption, closing, year_end, parties, shares,
                           share_interest, hand_entries, vat_returns, bank_fees, surplus,
                           gatherings, impact
    vat                    the VAT of documents
    imported_books         the entries of books kept elsewhere before
    catalogue              all of them by their permanent topic
"""
