"""What may be written to the log: what broke and where, never who, what they asked or typed."""

import logging
import traceback


class NothingPersonal(logging.Filter):
    """Keeps addresses, questions and the words of errors out of the log.

    An address may hold a question or a key, an error of the database the row it could not write.
    Answers that a reader caused (400 to 499) are dropped; what broke is told by its view, the
    kind of error and the lines of the program it went through.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Reword a record, or return False where nobody needs it."""
        if record.name.startswith("django.security"):
            kind = record.name.rpartition(".")[2]
            record.msg, record.args, record.exc_info = f"a request was refused: {kind}", (), None
        elif record.name == "django.request":
            status = getattr(record, "status_code", 500)
            if status < 500:
                return False
            record.msg, record.args = f"{status} at {_view(record)}", ()
        if record.exc_info and record.exc_info[1]:
            told = _told(record.exc_info[1])
            record.msg, record.args = f"{record.getMessage()}\n{told}", ()
        record.exc_info = record.exc_text = None
        return True


def _view(record: logging.LogRecord) -> str:
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return match.view_name if match else "no page"


def _told(error: BaseException) -> str:
    """Return the kinds of an error and of what caused it, with the lines they came through."""
    told, kinds = "".join(traceback.format_tb(error.__traceback__)), [type(error).__name__]
    cause = error.__cause__ or error.__context__
    while cause and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return f"{told}{' from '.join(kinds)}"
