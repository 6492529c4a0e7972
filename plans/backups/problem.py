class BackupProblem(Exception):  # noqa: N818 (what was found, not what went wrong)
    """Why a backup was not made or not restored: a sentence that says what to do."""
