"""What the commands of portproof ask for, run and print."""
