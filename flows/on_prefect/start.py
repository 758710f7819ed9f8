"""Starting Prefect: what must be set before it is imported."""

import os

from verbale.errors import UsageError
from verbale.extractors.text import list_sources
from verbale.flows.line import Report
from verbale.flows.output import check_apart, made_output
from verbale.flows.settings import Settings

# As in prefect.toml, for those who start elsewhere than in the project's folder.
_ENVIRONMENT = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "DO_NOT_TRACK": "1",
    # The newer pages ask a host of Prefect's for their statistics; these do not, and have a link to the others.
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    # A run may end while the server starts anew: seven retries reach over four minutes, the usual five over one.
    "PREFECT_CLIENT_MAX_RETRIES": "7",
}


_NOT_STARTED = (
    "Prefect's server did not start within {limit} seconds: try again when the machine is less busy, set a longer "
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS, or say verbale extract, which needs no server"
)


def prepare() -> None:
    """Fill in what the user has not set."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def run_flow(settings: Settings, *, quiet: bool = False) -> Report:
    """One run of the Prefect flow, against the configured server or an ephemeral one; ``quiet``: of its log only what went wrong.

    Raises InputError, OutputError or ScheduleError at once for what is wrong before any run: to start a server takes half a
    minute.
    """
    list_sources(settings.input)
    check_apart(settings.input, settings.output)
    prepare()
    if quiet:
        os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
    from verbale.flows.on_prefect.server import check_server

    with made_output(settings.output):
        check_server()
        from verbale.flows.extract import extract_events

        try:
            report: Report = extract_events(**settings.model_dump(exclude_defaults=True))
        except RuntimeError as error:
            if not ("server" in str(error) and "imed out" in str(error)):
                raise
            limit = os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"]
            raise UsageError(_NOT_STARTED.format(limit=limit)) from error
        return report
