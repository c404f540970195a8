"""A demonstration: a year of a small cooperative, through the commands the API uses.

step         what is sent, where and when; how the year is put in order
foundation   the cooperative, its rules, its people
trades       what each entrepreneur's year is made of
structure    what the cooperative does every month: rent, closing
recording    sends the steps, resumes where a run stopped
report       prints the books
"""
