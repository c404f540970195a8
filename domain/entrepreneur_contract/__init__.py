"""EntrepreneurContract: a CAPE, then a CESA, and the pay under them.

entrepreneur_contract  the aggregate: what each part below decides
terms                  what is signed, renewed, amended and ended
contents               what a contract must say in writing
delays, deadlines      how long the law leaves, and what it wants done by when
interviews             the individual support
payslips               payslips, and what is paid on them
enrolment              what persons say for the impact report, and what became of them
advances               pay before its payslip, allowances of sick leave
owed                   what documents left to settle, the oldest first
smoothing              what can be paid this month
"""
