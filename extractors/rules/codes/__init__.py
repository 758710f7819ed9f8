"""Which codes has an event? Those of its type, as its polarity and modality change them."""

from verbale.extractors.rules.codes.coding import CODES, Coded, coded, is_demanding

__all__ = ["CODES", "Coded", "coded", "is_demanding"]
