"""What a claim is worth and until when it can be raised: figures that show their working."""
