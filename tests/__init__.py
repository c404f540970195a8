"""Tests, mirroring the rooms; a sentence each, on a real PostgreSQL.

scenario      a cooperative on a real log, with the test's clock and entropy
strategies    histories of commands the domain accepts, and of those it refuses
memory_books  the same decisions in memory, for many histories
cells, wire   the log beneath: cells, and a wire that can be cut
golden        what is pinned: cases, stored events, the API's contract
"""
