"""What a reader is told of a reading: exact, or as the public may know it; and two groups compared."""
