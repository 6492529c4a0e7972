"""What a backup says of itself, written beside it as JSON, and the facts by which a copy of a database is known."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import connections

from plans.audit.seals import head_of_seals
from plans.backups.problem import BackupProblem
from plans.migrated import applied
from plans.models import HistorySeal

SCHEDULED, BEFORE_RESTORE = "backup", "before a restore"


@dataclass(frozen=True)
class Facts:
    """What a database holds at one moment; ``head`` is the newest seal's digest, blank before the first."""

    migrations: list[str]
    rows: dict[str, int]
    head: str

    @classmethod
    def of(cls, using: str) -> "Facts":
        """Count every table of a database; the caller reads as of one moment where others may write."""
        connection = connections[using]
        rows = {}
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
                rows[table] = cursor.fetchone()[0]
        head = head_of_seals(using) if HistorySeal._meta.db_table in rows else None
        return cls(applied(using), rows, head.digest if head else "")


@dataclass(frozen=True)
class Manifest:
    """``vendor`` and ``database`` say what was backed up, ``why`` whether by plan or before a restore."""

    made_at: datetime
    release: str
    vendor: str
    database: str
    why: str
    verified: str
    size: int
    sha256: str
    facts: Facts

    def as_json(self) -> str:
        return json.dumps(asdict(self) | {"made_at": self.made_at.isoformat()}, indent=2)

    @classmethod
    def beside(cls, file: Path) -> "Manifest":
        """Read the manifest of a backup; raise BackupProblem where it is missing or cannot be read."""
        path = place(file)
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            facts = Facts(**said.pop("facts"))
            return cls(**said | {"made_at": datetime.fromisoformat(said["made_at"]), "facts": facts})
        except FileNotFoundError as error:
            raise BackupProblem(
                f"{file.name} has no manifest, so nobody can say whether it is whole. "
                f"Put {path.name}, which was written with it, into the same folder."
            ) from error
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupProblem(f"{path.name} is not a manifest of a backup: use another backup.") from error


def place(file: Path) -> Path:
    """Where the manifest of a backup lies."""
    return file.with_name(f"{file.name}.json")


def sha256_of(file: Path) -> str:
    """Return the digest of a file as it is read back from the disk."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
