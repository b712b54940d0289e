"""Claim verification: a claim and its evidence to a verdict with its reason."""
