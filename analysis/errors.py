"""Every error that a user can meet, with its exit code. A message says what happened, to which file, and what to do."""


class OnRecordError(Exception):
    """Base of all errors that are shown as one line, without a traceback."""

    exit_code = 1


class UsageError(OnRecordError):
    """Wrong usage, parameter or configuration."""

    exit_code = 2


class NoUsableArticle(OnRecordError):
    """Nothing to work on: no file was found, or none of them could be used."""

    exit_code = 3


class NotebookFailed(OnRecordError):
    """A notebook or the export failed."""

    exit_code = 4


class OutputLocked(OnRecordError):
    """Another run is writing to this output folder."""

    exit_code = 5


class ModelError(OnRecordError):
    """The model is missing or unreadable."""

    exit_code = 6


class SchemaError(OnRecordError):
    """A table does not hold what its schema says: a fault of the program, never of the articles."""

    def __init__(self, table: str, what: str):
        super().__init__(f"table {table}: {what}. Please report this with the manifest.json of the run.")
