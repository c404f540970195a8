"""The impact of a cooperative: whom it supports, and what becomes of them.

tables      what is kept of signatures, exits, persons, pay, targets and figures
lives       who was supported when, and how a test ended
disclosure  which numbers are too small to be told
growth      the number supported, held against its target
people      the answers of persons, from the vault
report      the whole report of a period
"""
