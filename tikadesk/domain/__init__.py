"""The rules of the field, as plain Python: no I/O, no Qt, no SQL; clock and randomness are parameters."""
