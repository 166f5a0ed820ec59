"""What the hits come to: grade, lamp, amounts, evidence, coverage, and how it stands against the month before."""
