"""The local, encrypted database: the only SQL of the desk beside ``reports``. Rules of the field live in ``domain``."""
