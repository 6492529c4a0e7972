"""What EDI Tracker is made of: the locked packages, their bill of materials, and what is known against them.

Run by `make check`, `make sbom` and `make advisories`; the web pages use none of it.
"""
