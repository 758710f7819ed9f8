"""How does Prefect run the same line? Tasks, artifacts, schedules, and a server of its own."""

from verbale.flows.on_prefect.server import api_address, running_server
from verbale.flows.on_prefect.start import run_flow

__all__ = [
    "api_address",
    "run_flow",
    "running_server",
]
