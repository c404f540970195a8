"""EntrepreneurContract: a CAPE, then a CESA, and the pay under them.

entrepreneur_contract  the aggregate: what each part below decides
terms                  what is signed, renewed and ended
payslips               payslips, and what is paid on them
advances               pay before its payslip, allowances of sick leave
owed                   what documents left to settle, the oldest first
smoothing              what can be paid this month
variable_balance       until when the balance of the variable part is paid
"""
