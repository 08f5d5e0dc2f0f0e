"""Verdicts in, text out: for a terminal, as JSON, and the ledger as Markdown."""
