"""Tests of the edge: what a stranger runs, and what runs beneath."""
