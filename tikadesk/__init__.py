"""TikaDesk: an offline-first desk for vaccination centres, and its central server. No logic lives here."""

__version__ = "0.1.0"
