"""Rules: data made trustworthy."""
