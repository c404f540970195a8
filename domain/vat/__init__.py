"""Value added tax as it is declared: which VAT falls due, when, and in which box of the CA3.

Pure: an event and its entries give items, items add up to sums, sums to boxes.
"""
