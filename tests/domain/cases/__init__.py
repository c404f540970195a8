"""The golden cases, each as the commands that it is.

words           what the others are written with
sales …         the cases of a part of the books, and their figures
every           all of them
"""
