"""Something that was learned, for tests."""

from __future__ import annotations

from verbale.extractors.recalibration import Basis, Figures, Line, Recalibration

TAUGHT = Recalibration(
    layout=1,
    version=2,
    made="2026-11-30T08:00:00+00:00",
    release="0.1.0",
    measure="evidence",
    threshold=0.5,
    all=Line(shift=0.5, slope=0.8),
    families={"statement": Line(shift=1.0)},
    basis=Basis(corpus='a "b"\x7f é', documents=6, rows=80, right=50, missed=2),
    before=Figures(brier=0.2, auc=0.7, calibration_error=0.1, threshold=0.68, precision=0.8, recall=0.5, f1=0.6154),
    after=Figures(brier=0.1, auc=0.7, calibration_error=0.05, threshold=0.5, precision=0.7, recall=0.7, f1=0.7),
)
