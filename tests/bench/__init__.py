"""Measurements, for `make bench`. Each figure stands beside what it is compared with, from the same run."""
