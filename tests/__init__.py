"""Tests. Each promise of the project has one that fails when it is broken."""
