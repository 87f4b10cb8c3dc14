"""The composition root: the desk's window, practice and drill are put together here. No rules live here."""
