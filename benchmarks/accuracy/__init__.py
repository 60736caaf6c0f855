"""How right the rules are: labelled cases, measured per rule; an open part to learn from, a test part to be judged by."""
