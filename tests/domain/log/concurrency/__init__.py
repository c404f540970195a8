"""What many writers do to one log at once."""
