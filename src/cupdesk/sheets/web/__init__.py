"""Sheets → a static site."""
