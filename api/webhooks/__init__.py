"""Events posted to addresses that administrators register (Standard Webhooks)."""
