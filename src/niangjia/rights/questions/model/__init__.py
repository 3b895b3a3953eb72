"""What was learned of questions: weights over hashed runs of characters and over cues."""
