"""Value added tax as it is declared: which VAT falls due, when, and in which box of the CA3.

Pure: an event and its entries give items, items add up to sums, sums to boxes.

accounts    which accounts a return empties
items       what an event makes due or deductible
undeclared  what no return holds yet, added up
periods     months and quarters
boxes       the CA3 itself, in whole euros
"""
