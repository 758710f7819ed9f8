"""Which rules would tell what reviewers told again and again? Drafts, shown and never put in force."""

from verbale.flows.drafts.drafting import LEAST, Drafts, drafts

__all__ = ["LEAST", "Drafts", "drafts"]
