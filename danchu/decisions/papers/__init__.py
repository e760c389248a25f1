"""Papers of decisions (Decree 59/2023): what is printed, carried from door to door, filled in and signed."""
