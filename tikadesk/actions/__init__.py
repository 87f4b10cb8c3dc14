"""The verbs of the desk: one transaction each, rules asked before anything is written. No SQL, no Qt, no network."""
