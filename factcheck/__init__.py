"""Offline, deterministic fact-checking of prose against a knowledge base of sourced assertions."""

__version__ = "0.1.0"
