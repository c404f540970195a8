"""The golden cases, each as the commands that it is.

words           what the others are written with
sales, sales_documents, internal_sales, purchases, vat, contribution, pay, contracts, shares,
surplus, closing
                the cases of a part of the books, and their figures
every           all of them
"""
