"""EntrepreneurContract: a CAPE, then a CESA, and the pay under them.

entrepreneur_contract  the aggregate: what each part below decides
terms                  what is signed, renewed and ended
payslips               payslips, and what is paid on them
enrolment              what persons say for the impact report, and what became of them
"""
