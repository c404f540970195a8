"""The readings, one test file for each."""
