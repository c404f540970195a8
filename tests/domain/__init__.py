"""Tests of the core, mirroring its rooms."""
