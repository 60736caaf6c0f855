"""Definitions that are stored are judged again when rules change: only by the rules that did, in a process apart."""
