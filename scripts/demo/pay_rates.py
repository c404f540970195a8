"""Rates of pay, invented, and what is paid a month."""

from decimal import Decimal

from domain.money import euros

EMPLOYEE_SECURITY, EMPLOYEE_OTHERS = Decimal("0.1683"), Decimal("0.0401")
TAX = Decimal("0.0287")
URSSAF, RETIREMENT, TRAINING = Decimal("0.2719"), Decimal("0.0601"), Decimal("0.0123")
EMPLOYER = URSSAF + RETIREMENT + TRAINING
DESIGNER, MASON, FIXED_PART = euros("900.00"), euros("1100.00"), euros("400.00")
ADVANCE = euros("200.00")
