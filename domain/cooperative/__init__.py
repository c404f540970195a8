"""Cooperative: the legal person, its years, its rules, its members and its books as a whole.

cooperative   the aggregate: foundation, and what each part below decides
adoption      fiscal years, policies and accounts: what the rulebook says from a day on
closing       months closed, with their totals and their digest
parties       customers and suppliers
shares        subscriptions and admissions
gatherings    workshops and general meetings
hand_entries  entries booked and reversed by hand
"""
