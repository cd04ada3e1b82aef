"""What reps say back and ask for, and what became of it."""
