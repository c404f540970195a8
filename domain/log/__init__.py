"""The log of one cooperative: what is recorded stays as it is, and nothing is recorded half.

append            what a command asks of the log, and what the log answers
schema            the tables, which nobody can rewrite, and who may add to them
append_functions  the checks and the insertion, in the database, under the cooperative's lock
recorder          the library's recorder for it: `append`, `append_all`, `lookup`
group_commit      commands that arrive together share a transaction
claims, batch, batch_layout, batch_writer, binary_array
                  which commands may share one, and how they travel
number_series     unbroken numbers in date order
roles             who may read the log, and who may add to it
datastore         one pool of connections for all cells of a database
subscription      readers that follow
"""
