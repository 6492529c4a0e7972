"""The committee report: each section tells its rule, on the page and in the Word document."""
