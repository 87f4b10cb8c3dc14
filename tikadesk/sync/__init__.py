"""Getting the journal to the central server and the centre's news back; the desk never waits for any of it."""
