"""The journey of a plan from a council's file into the tracker, one module for each page."""
