"""Speed, accuracy and quality reports; may import anything, imported by nothing."""
