"""Claim detection: what a sentence claims, read with the vocabulary alone and never with the facts."""
