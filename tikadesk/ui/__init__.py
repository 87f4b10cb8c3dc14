"""The desk's window: widgets, screens and what they say. No SQL, no network, no rule of the field lives here."""
