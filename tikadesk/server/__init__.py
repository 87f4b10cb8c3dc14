"""The central server: custody, then judgement, of what desks journal. It stands on ``domain`` and never on the desk."""
