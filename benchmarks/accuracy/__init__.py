"""How right the rules are: labelled cases, an open part to learn from and a test part to be judged by."""
