"""Payroll: the journal of a payroll software, taken in as payslips.

reading         a file's lines as payslips, by the mapping the cooperative declared
payroll_import  what an import would do, then one payslip an event
"""
