"""Which candidates have reviewers accepted? Those stand among the events of the tables, and count as events do."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from verbale.extractors.tables import frame
from verbale.flows.output.document_rows import Contribution, promoted
from verbale.review.log import JUDGEMENTS, Decision, Evidence, carry_over, read, reviewable, standing, verdicts


class Acceptance:
    """The standing decisions of a folder. ``None``: of no folder, so that nothing is accepted."""

    def __init__(self, decisions: Path | None = None) -> None:
        self._by_document: dict[str, list[Decision]] = defaultdict(list)
        for decision in standing(read(decisions).decisions) if decisions else ():
            if decision.action in JUDGEMENTS:
                self._by_document[decision.snapshot.get("doc_id", "")].append(decision)

    def applied(self, found: Contribution) -> Contribution:
        """What a document gives, with its accepted candidates among its events; whom accepted rows name, people are sure of.

        One that was corrected stays a candidate: as it stands it is wrong, and the reviewed tables hold the correction.
        """
        about = [*self._by_document.get(found.document.doc_id, ()), *self._by_document.get("", ())]
        return promoted(found, accepted_in(found, about)) if about else found


def accepted_in(found: Contribution, decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the rows of one document that reviewers accept as they stand now."""
    tables = {name: frame(name, found.rows[name]) for name in ("sentences", "events", "candidates")}
    evidence = Evidence.of(reviewable(tables), tables["sentences"])
    judged = verdicts(carry_over(decisions, evidence))
    return frozenset(event_id for event_id, verdict in judged.items() if verdict.status == "accepted")
