"""Measurements: speed and memory as ratios in one run against a reference. Never part of the tests."""
