"""Generation in the service: runs that survive a crash, their ledger, their trace, and what people see of them."""
