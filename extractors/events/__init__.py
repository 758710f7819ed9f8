"""Who did what to whom? Words + rules + mentions + dates -> events, each with the words that say so."""

from verbale.extractors.events.calibration import load_calibration, thresholds_of
from verbale.extractors.events.conditions import Condition
from verbale.extractors.events.find import find_events
from verbale.extractors.events.findings import Findings
from verbale.extractors.events.learned.models import Learned, load_learned
from verbale.extractors.events.learned.propose import Proposal, propose
from verbale.extractors.events.learned.reasons import seen
from verbale.extractors.events.records import only_among, stated_links
from verbale.extractors.events.roles.groups import with_groups
from verbale.extractors.events.trials import CircumstanceTrial, RoleTrial, Trial, try_rules
from verbale.extractors.events.unclaimed import unclaimed

__all__ = [
    "CircumstanceTrial",
    "Condition",
    "Findings",
    "Learned",
    "Proposal",
    "RoleTrial",
    "Trial",
    "find_events",
    "load_calibration",
    "load_learned",
    "only_among",
    "propose",
    "seen",
    "stated_links",
    "thresholds_of",
    "try_rules",
    "unclaimed",
    "with_groups",
]
