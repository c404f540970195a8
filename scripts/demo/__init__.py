"""A demonstration: a year of a small cooperative, through the commands the API uses.

step           what is sent, where and when; how the year is put in order
foundation     the cooperative, its rules, its people; policies and contents beside it
entrepreneur   one of the cast, and the steps of the year so far
trades         what each entrepreneur's year is made of: sales, purchases, pay
accompaniment  enrolments, interviews, a workshop
structure      what the cooperative does every month: rent, VAT, closing
year_end       what is kept for later pay, the year closed, the next one opened
meeting        the general meeting of the next June, and the surplus
recording      sends the steps, resumes where a run stopped
report         prints the books, and year_report what became of the year
"""
