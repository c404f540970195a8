"""The edge: the command line, the embedded server, and every check.

grandlivre          the launcher: makes the environment, then runs `main`
main                the command line
demo                a year of a small cooperative, through the commands the API uses
check, tidy         every gate, and our own rules on the code
embedded_server     PostgreSQL from a wheel, under our own supervision
"""
