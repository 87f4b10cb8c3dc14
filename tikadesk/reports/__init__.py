"""Papers made from what the desk knows: registers and slips. A report reads; it never writes a record.

A new report is one file and one line in ``REPORTS``; its columns are data in ``resources/print``.
"""

from __future__ import annotations

from tikadesk.reports import (
    aefi_list,
    daily_register,
    day_summary,
    due_list,
    outage_ledger,
    profiles,
    reconciliation,
    samples,
    stock_book,
)
from tikadesk.reports.paper import Report

REPORTS: dict[str, Report] = {
    "register": daily_register.REPORT,
    "summary": day_summary.REPORT,
    "samples": samples.REPORT,
    "stock": stock_book.REPORT,
    "due": due_list.REPORT,
    "aefi": aefi_list.REPORT,
    "reconciliation": reconciliation.REPORT,
    "ledger": outage_ledger.REPORT,
    "divoc": profiles.DIVOC,
    "cowin": profiles.COWIN,
}
FORMATS = ("csv", "xlsx", "pdf")

__all__ = ["FORMATS", "REPORTS", "Report"]
