"""What is filled in and signed → a draft of an agreement, whatever it was written in."""
