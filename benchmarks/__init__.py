"""Measures mentorsite beside other generators, on the same pages, in one run."""
