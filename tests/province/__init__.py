"""The province: its ledger, its judge, its commands and its server."""
