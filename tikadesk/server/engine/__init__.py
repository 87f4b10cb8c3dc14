"""Django's SQLite backend on the engine that TikaDesk ships; no model or query lives here."""
