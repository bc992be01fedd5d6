"""What changed between two versions of a handbook, in sentences that a coordinator understands."""
